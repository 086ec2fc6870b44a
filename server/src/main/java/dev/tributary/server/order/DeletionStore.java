package dev.tributary.server.order;

import dev.tributary.server.retention.DeleteOld;
import dev.tributary.server.retention.Retained;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_deletion: kept for as long as the messages that may be read again. */
@Component
class DeletionStore implements Retained {
    private final JdbcClient jdbc;

    DeletionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps that an order was deleted that is not known. */
    void keep(AccountId account, OrderKey order, Instant heard) {
        jdbc.sql("""
                insert into shop_deletion as known (account_id, source, order_key, heard_at) values (?, ?, ?, ?)
                on conflict (account_id, source, order_key) do update
                set heard_at = greatest(known.heard_at, excluded.heard_at)
                """)
                .params(account.value(), order.source(), order.orderId(), heard.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When we heard that it was deleted, before it came. */
    Optional<Instant> of(AccountId account, OrderKey order) {
        return jdbc.sql("select heard_at from shop_deletion where account_id = ? and source = ? and order_key = ?")
                .params(account.value(), order.source(), order.orderId())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    @Override
    public Duration kept() {
        return MessageStore.KEPT;
    }

    @Override
    public int forget(Instant before, int most) {
        return DeleteOld.from(jdbc, "shop_deletion", "heard_at", before, most);
    }
}
