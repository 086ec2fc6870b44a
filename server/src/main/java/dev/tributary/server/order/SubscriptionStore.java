package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_subscription. */
@Component
class SubscriptionStore {
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
