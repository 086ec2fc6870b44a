package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Sources;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The conversions of a subscription. Ids of subscriptions are unique in their source alone: two shops may have the same.
 * A shop that was disconnected and is connected anew is another source, and goes on with the subscriptions that it had;
 * of WooCommerce, whose shops count alike, where it says itself that they began with that order, or the customer has the
 * same address. What began in the present source goes back to nothing else. A conversion without an order, such as one
 * that was moved in, counts whatever its source was.
 */
@Component
class RenewalStore {
    /** As many different affiliates as one subscription is ever looked at for. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Sources sources;

    RenewalStore(JdbcClient jdbc, Sources sources) {
        this.jdbc = jdbc;
        this.sources = sources;
    }

    /** What the subscription was credited for before this order. */
    Renewals of(Order order, String subscription) {
        List<Conversion> firsts = jdbc.sql("""
                select c.* from conversion c left join shop_order o on o.id = c.order_id
                where c.account_id = :account and c.subscription_id = :subscription and c.renewal_of is null
                  and c.refund_of is null and c.status <> 'UNQUALIFIED' and not c.withdrawn and c.created_at <= :made
                  and (o.id is null or (o.id <> :order and o.source = :source) or (o.source = any(:others)
                    and not exists (
                      select from shop_order own
                      where own.account_id = :account and own.source = :source
                        and own.subscription_id = :subscription and not own.recurring)
                    and (o.origin <> 'WOOCOMMERCE' or coalesce(
                      (select began.order_key = o.order_key from shop_subscription began
                       where began.account_id = :account and began.source = :source
                         and began.subscription = :subscription),
                      lower(o.customer_email) = lower(:email)))))
                order by c.created_at, c.number limit :most
                """)
                .param("account", order.account().value())
                .param("subscription", subscription)
                .param("made", order.sale().created().atOffset(ZoneOffset.UTC))
                .param("order", order.id().value())
                .param("source", order.key().source())
                .param("others", others(order))
                .param("email", order.sale().buyer().email().orElse(null), Types.VARCHAR)
                .param("most", MOST)
                .query(ConversionRow::read)
                .list();
        return new Renewals(firsts, firsts.isEmpty() ? Map.of() : credited(order, subscription));
    }

    /** Names the subscription that an order began in its conversions, where they don't name one. */
    void began(AccountId account, OrderId order, String subscription) {
        jdbc.sql("""
                update conversion set subscription_id = ?
                where account_id = ? and order_id = ? and subscription_id is null
                """).params(subscription, account.value(), order.value()).update();
    }

    /** An order that is no renewal goes back to nothing elsewhere. */
    private String[] others(Order order) {
        return order.sale().recurring()
                ? sources.others(order.account(), order.key().source()).toArray(String[]::new)
                : new String[0];
    }

    private Map<Long, Long> credited(Order order, String subscription) {
        Map<Long, Long> credited = new HashMap<>();
        jdbc.sql("""
                select renewal_of, count(*) as renewals from conversion
                where account_id = ? and subscription_id = ? and renewal_of is not null and refund_of is null
                  and status in ('PENDING', 'APPROVED') and not withdrawn and created_at <= ? and order_id <> ?
                group by renewal_of
                """)
                .params(
                        order.account().value(),
                        subscription,
                        order.sale().created().atOffset(ZoneOffset.UTC),
                        order.id().value())
                .query(row -> {
                    credited.put(row.getLong("renewal_of"), row.getLong("renewals"));
                });
        return credited;
    }
}
