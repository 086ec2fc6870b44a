package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_subscription. */
@Component
class SubscriptionStore {
    /** As many renewals as are ever looked at together. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps which order a subscription began with. */
    void keep(AccountId account, OrderKey order, String subscription) {
        jdbc.sql("""
                insert into shop_subscription (account_id, source, subscription, order_key) values (?, ?, ?, ?)
                on conflict (account_id, source, subscription) do update set order_key = excluded.order_key
                """)
                .params(account.value(), order.source(), subscription, order.orderId())
                .update();
    }

    /** Names it in its order, where that names none. */
    void name(Order order, String subscription) {
        jdbc.sql("""
                update shop_order set subscription_id = ?
                where account_id = ? and id = ? and subscription_id is null
                """)
                .params(subscription, order.account().value(), order.id().value())
                .update();
    }

    /** The orders that name it, were made since then and are open as far as their shop says; the oldest first. */
    List<OrderId> orders(AccountId account, String source, String subscription, Instant since) {
        return jdbc.sql("""
                select id from shop_order
                where account_id = ? and source = ? and subscription_id = ? and ordered_at >= ?
                  and coalesce(told_state, state) = 'OPEN'
                order by ordered_at, id limit ?
                """)
                .params(account.value(), source, subscription, since.atOffset(ZoneOffset.UTC), MOST)
                .query((row, number) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
    }

    /** The subscription that an order began; of several the first. */
    Optional<String> of(AccountId account, OrderKey order) {
        return jdbc.sql("""
                select subscription from shop_subscription
                where account_id = ? and source = ? and order_key = ?
                order by length(subscription), subscription limit 1
                """)
                .params(account.value(), order.source(), order.orderId())
                .query(String.class)
                .optional();
    }
}
