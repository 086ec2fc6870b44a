package dev.tributary.server.order;

import dev.tributary.server.retention.DeleteOld;
import dev.tributary.server.retention.Retained;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table shop_message. Bodies are read one at a time: they may be large. What shops sent is forgotten a while after it
 * came last; the newest message about each order stays with the order.
 */
@Component
class MessageStore implements Retained {
    /** Beyond it nobody counts. */
    static final int MOST_COUNTED = 10_000;

    static final Duration KEPT = Duration.ofDays(30);
    private static final String COLUMNS =
            "id, source_id, order_id, state, why, length(body) as bytes, times, received_at, last_at, read_at";

    private final JdbcClient jdbc;
    private final UuidV7 ids;

    MessageStore(JdbcClient jdbc, UuidV7 ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Keeps a message; one that is there already came once more, and what became of it this time counts. */
    void keep(Source source, byte[] body, ShopMessage.Outcome outcome, Optional<OrderId> order, Instant now) {
        jdbc.sql("""
                with message as (select cast(:body as bytea) as body, cast(:now as timestamptz) as now)
                insert into shop_message as known (id, account_id, source_id, order_id, digest, body, state, why,
                    received_at, last_at, read_at)
                select :id, :account, :source, :order, sha256(body), body, :state, :why, now, now, now from message
                on conflict (source_id, digest) do update
                set times = known.times + 1, last_at = excluded.last_at, read_at = excluded.read_at,
                    state = excluded.state, why = excluded.why, order_id = coalesce(excluded.order_id, known.order_id)
                where known.account_id = excluded.account_id
                """)
                .param("id", ids.next())
                .param("account", source.account().value())
                .param("source", source.id().value())
                .param("order", order.map(OrderId::value).orElse(null), Types.OTHER)
                .param("body", body)
                .param("state", outcome.state().name())
                .param("why", outcome.why().orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What became of it when it was read again. */
    void read(AccountId account, MessageId id, ShopMessage.Outcome outcome, Optional<OrderId> order, Instant now) {
        jdbc.sql("""
                update shop_message
                set state = :state, why = :why, order_id = coalesce(:order, order_id), read_at = :now
                where account_id = :account and id = :id
                """)
                .param("account", account.value())
                .param("id", id.value())
                .param("order", order.map(OrderId::value).orElse(null), Types.OTHER)
                .param("state", outcome.state().name())
                .param("why", outcome.why().orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ShopMessage> find(AccountId account, SourceId source, MessageId id) {
        return jdbc.sql("select " + COLUMNS + " from shop_message where account_id = ? and source_id = ? and id = ?")
                .params(account.value(), source.value(), id.value())
                .query((row, number) -> message(row))
                .optional();
    }

    /** The body, byte for byte. */
    Optional<byte[]> body(AccountId account, MessageId id) {
        return jdbc.sql("select body from shop_message where account_id = ? and id = ?")
                .params(account.value(), id.value())
                .query((row, number) -> row.getBytes("body"))
                .optional();
    }

    /** What a source sent, newest first. */
    List<ShopMessage> page(
            AccountId account, SourceId source, Optional<MessageState> state, Optional<MessageId> before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from shop_message where account_id = :account and source_id = :source
                  and (cast(:state as text) is null or state = cast(:state as text))
                  and (cast(:before as uuid) is null or id < cast(:before as uuid))
                order by id desc limit :limit
                """)
                .param("account", account.value())
                .param("source", source.value())
                .param("state", state.map(MessageState::name).orElse(null))
                .param("before", before.map(MessageId::value).orElse(null))
                .param("limit", limit)
                .query((row, number) -> message(row))
                .list();
    }

    /** What told of an order, newest first. */
    List<ShopMessage> of(AccountId account, OrderId order, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from shop_message where account_id = ? and order_id = ? order by id desc limit ?
                """)
                .params(account.value(), order.value(), limit)
                .query((row, number) -> message(row))
                .list();
    }

    /** Messages whose news is not in yet, those first that were not read for longest. */
    List<ShopMessage> open(AccountId account, SourceId source, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from shop_message
                where account_id = ? and source_id = ? and state in ('REFUSED', 'FAILED')
                order by read_at, id limit ?
                """)
                .params(account.value(), source.value(), limit)
                .query((row, number) -> message(row))
                .list();
    }

    /** How many there are whose news is not in yet, counted up to a limit. */
    int countOpen(AccountId account, SourceId source, int limit) {
        return jdbc.sql("""
                select count(*) from (
                    select from shop_message
                    where account_id = ? and source_id = ? and state in ('REFUSED', 'FAILED') limit ?) as found
                """)
                .params(account.value(), source.value(), limit)
                .query(Integer.class)
                .single();
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int forget(Instant before, int most) {
        return DeleteOld.from(jdbc, "shop_message", "last_at", before, most);
    }

    private static ShopMessage message(ResultSet row) throws SQLException {
        return new ShopMessage(
                new MessageId(row.getObject("id", UUID.class)),
                new SourceId(row.getObject("source_id", UUID.class)),
                Optional.ofNullable(row.getObject("order_id", UUID.class)).map(OrderId::new),
                new ShopMessage.Outcome(
                        MessageState.valueOf(row.getString("state")), Optional.ofNullable(row.getString("why"))),
                row.getInt("bytes"),
                row.getInt("times"),
                time(row, "received_at"),
                time(row, "last_at"),
                time(row, "read_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
