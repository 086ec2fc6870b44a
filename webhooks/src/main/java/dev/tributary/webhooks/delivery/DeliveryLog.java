package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Timing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An account's deliveries and their attempts, to look at. */
public final class DeliveryLog {
    private final Database database;

    public DeliveryLog(Database database) {
        this.database = database;
    }

    /**
     * Newest first, as far as one look of {@link FindDeliveries} comes.
     *
     * @param before only those older than this one
     */
    public List<Delivery> list(AccountId account, DeliveryFilter filter, Optional<DeliveryId> before, int limit) {
        return new FindDeliveries(database)
                .run(account, DeliverySearch.of(filter), before, Optional.empty(), limit)
                .rows();
    }

    /** The newest delivery of each of the account's endpoints that has one. */
    public Map<EndpointId, Delivery> newest(AccountId account) {
        List<Delivery> newest =
                database.read(connection -> Rows.list(connection, """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from endpoint p cross join lateral (
                    select * from delivery d where d.endpoint_id = p.id order by d.id desc limit 1) d
                where p.account_id = ?
                """, DeliveryLog::delivery, account.value()));
        return newest.stream().collect(Collectors.toMap(Delivery::endpoint, Function.identity()));
    }

    public Optional<Delivery> find(AccountId account, DeliveryId id) {
        return database.read(
                connection -> Rows.first(connection, """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from delivery d where d.account_id = ? and d.id = ?
                """, DeliveryLog::delivery, account.value(), id.value()));
    }

    /**
     * In the order in which they were made; none once payloads are no longer kept.
     *
     * @param after only those with a higher number; 0 for all
     */
    public List<Attempt> attempts(AccountId account, DeliveryId id, int after, int limit) {
        return database.read(connection ->
                Rows.list(connection, """
                select a.*, case d.format when 'classic' then e.classic else e.standard end as request_body
                from delivery d join event e on e.id = d.event_id join attempt a on a.delivery_id = d.id
                where d.account_id = ? and d.id = ? and a.number > ?
                order by a.number limit ?
                """, DeliveryLog::attempt, account.value(), id.value(), after, limit));
    }

    /** What an ordered delivery waits for: the unfinished one that is next before it. */
    public Optional<Delivery> predecessor(AccountId account, Delivery delivery) {
        return database.read(connection -> Rows.first(
                connection,
                """
                select d.*, exists (select from event e where e.id = d.event_id) as payload_kept
                from delivery d
                where d.account_id = ? and d.endpoint_id = ? and d.order_key = ? and d.sequence < ?
                  and exists (select from delivery own where own.id = ? and own.order_key is not null)
                order by d.sequence desc limit 1
                """,
                DeliveryLog::delivery,
                account.value(),
                delivery.endpoint().value(),
                delivery.subject(),
                delivery.sequence(),
                delivery.id().value()));
    }

    /** How many deliveries of an endpoint are held, counted up to {@code most}. */
    public int held(AccountId account, EndpointId endpoint, int most) {
        return database.read(connection ->
                        Rows.first(connection, """
                select count(*) from (
                    select 1 from delivery where account_id = ? and endpoint_id = ? and held_at is not null limit ?) held
                """, row -> row.getInt(1), account.value(), endpoint.value(), most))
                .orElse(0);
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                new DeliveryId(Rows.uuid(row, "id")),
                new EventId(Rows.uuid(row, "event_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                row.getString("topic"),
                row.getString("subject"),
                row.getLong("sequence"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Rows.optionalTime(row, "due_at"),
                Rows.optionalInt(row, "last_status_code"),
                Optional.ofNullable(row.getString("last_outcome")),
                Optional.ofNullable(row.getString("state_reason")),
                row.getBoolean("payload_kept"),
                Rows.optionalUuid(row, "replay_of").map(DeliveryId::new),
                Rows.optionalUuid(row, "replay_job"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "finished_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        Timing timing = new Timing(
                millis(row, "dns_ms"),
                millis(row, "connect_ms"),
                millis(row, "tls_ms"),
                millis(row, "first_byte_ms"),
                Duration.ofMillis(row.getInt("duration_ms")));
        return new Attempt(
                row.getInt("number"),
                Rows.time(row, "started_at"),
                timing,
                row.getString("outcome"),
                Optional.ofNullable(row.getString("error")),
                row.getString("url"),
                HeaderLines.read(row.getBytes("request_headers")),
                row.getBytes("request_body"),
                answer(row));
    }

    private static Optional<Answer> answer(ResultSet row) throws SQLException {
        Optional<Integer> status = Rows.optionalInt(row, "status_code");
        if (status.isEmpty()) {
            return Optional.empty();
        }
        byte[] body = row.getBytes("response_body");
        return Optional.of(new Answer(
                status.get(),
                HeaderLines.read(row.getBytes("response_headers")),
                body == null ? new byte[0] : body,
                row.getBoolean("response_truncated")));
    }

    private static Optional<Duration> millis(ResultSet row, String column) throws SQLException {
        return Rows.optionalInt(row, column).map(Duration::ofMillis);
    }
}
