package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The conversions of a subscription. Ids of subscriptions are unique in their source alone: two shops may have the same.
 * A conversion without an order, such as one that was moved in, counts whatever its source was.
 */
@Component
class RenewalStore {
    /** As many different affiliates as one subscription is ever looked at for. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    RenewalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the subscription was credited for before this order. */
    Renewals of(Order order, String subscription) {
        List<Conversion> firsts = jdbc.sql("""
                select c.* from conversion c left join shop_order o on o.id = c.order_id
                where c.account_id = ? and c.subscription_id = ? and c.renewal_of is null and c.refund_of is null
                  and c.status <> 'UNQUALIFIED' and c.created_at <= ?
                  and (o.id is null or (o.id <> ? and o.source = ?))
                order by c.created_at, c.number limit ?
                """)
                .params(
                        order.account().value(),
                        subscription,
                        order.sale().created().atOffset(ZoneOffset.UTC),
                        order.id().value(),
                        order.key().source(),
                        MOST)
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

    private Map<Long, Long> credited(Order order, String subscription) {
        Map<Long, Long> credited = new HashMap<>();
        jdbc.sql("""
                select renewal_of, count(*) as renewals from conversion
                where account_id = ? and subscription_id = ? and renewal_of is not null and refund_of is null
                  and status in ('PENDING', 'APPROVED')
                group by renewal_of
                """).params(order.account().value(), subscription).query(row -> {
            credited.put(row.getLong("renewal_of"), row.getLong("renewals"));
        });
        return credited;
    }
}
