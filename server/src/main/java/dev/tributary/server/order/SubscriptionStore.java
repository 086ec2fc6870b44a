package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_subscription. */
@Component
class SubscriptionStore {
    /** As many renewals as are ever looked at together. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Sources sources;

    SubscriptionStore(JdbcClient jdbc, Sources sources) {
        this.jdbc = jdbc;
        this.sources = sources;
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

    /**
     * The orders that name it, were made since then and are open as far as their shop says; the oldest first. Also those
     * that came while their shop was known by another source; of WooCommerce where the customer has the same address.
     */
    List<OrderId> orders(AccountId account, String source, String subscription, Instant since) {
        return jdbc.sql("""
                select o.id from shop_order o
                where o.account_id = :account and o.source = any(:sources) and o.subscription_id = :subscription
                  and o.ordered_at >= :since and coalesce(o.told_state, o.state) = 'OPEN'
                  and (o.source = :source or o.origin <> 'WOOCOMMERCE' or exists (
                    select from shop_order own
                    where own.account_id = o.account_id and own.source = :source
                      and own.subscription_id = o.subscription_id and not own.recurring
                      and lower(own.customer_email) = lower(o.customer_email)))
                order by o.ordered_at, o.id limit :most
                """)
                .param("account", account.value())
                .param("source", source)
                .param(
                        "sources",
                        Stream.concat(Stream.of(source), sources.others(account, source).stream())
                                .toArray(String[]::new))
                .param("subscription", subscription)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
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
