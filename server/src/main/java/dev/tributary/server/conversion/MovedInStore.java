package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table conversion, as far as orders were credited in it before they came: their conversions were moved in and have a
 * number of an order, and no order until it is told. An amount credited by hand is none of them, whatever number it has.
 */
@Component
class MovedInStore {
    /** Files of other programmes may have days without an hour, in another zone. */
    private static final Duration NEAR = Duration.ofDays(3);

    private final JdbcClient jdbc;

    MovedInStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The conversions of the past that the order is worth already: tied to it; or of one of these affiliates, or made when
     * it was, or any with its number once one was found. Two shops may have the same numbers.
     */
    List<Conversion> of(Order order, Collection<Long> affiliates) {
        Instant made = order.sale().created();
        List<String> spellings = Spellings.of(order.sale().reference());
        return jdbc.sql("""
                select * from conversion
                where account_id = ? and order_id = ? and refund_of is null and moved_in
                union all
                select * from conversion
                where account_id = ? and reference = any(?) and order_id is null and refund_of is null and moved_in
                  and (affiliate = any(?) or created_at between ? and ?
                    or exists (select from shop_order where account_id = ? and id = ? and past))
                order by number limit 100
                """)
                .params(
                        order.account().value(),
                        order.id().value(),
                        order.account().value(),
                        spellings.toArray(String[]::new),
                        affiliates.toArray(Long[]::new),
                        utc(made.minus(NEAR)),
                        utc(made.plus(NEAR)),
                        order.account().value(),
                        order.id().value())
                .query(ConversionRow::read)
                .list();
    }

    /**
     * Ties them to their order, so that what is given back of it is taken back of them. Those that have refunds stay as
     * they are, since these may be the same that the shop tells of; and those of subscriptions, which are counted by what
     * was moved in.
     */
    void tie(AccountId account, Order order, List<Conversion> conversions) {
        Map<List<Object>, Long> once = new LinkedHashMap<>();
        conversions.forEach(
                one -> once.putIfAbsent(List.of(one.affiliate(), one.why().mechanism()), one.number()));
        jdbc.sql("""
                update conversion c set order_id = ?
                where account_id = ? and number = any(?) and order_id is null and subscription_id is null
                  and not exists (select from conversion r where r.account_id = c.account_id and r.refund_of = c.number)
                  and not exists (select from conversion o where o.account_id = c.account_id and o.order_id = ?
                    and o.affiliate = c.affiliate and o.mechanism = c.mechanism and o.refund_of is null)
                """)
                .params(
                        order.id().value(),
                        account.value(),
                        once.values().toArray(Long[]::new),
                        order.id().value())
                .update();
    }

    /** Keeps in mind that the order is one of the past, whatever its messages say later. */
    void past(AccountId account, Order order) {
        jdbc.sql("update shop_order set past = true where account_id = ? and id = ? and not past")
                .params(account.value(), order.id().value())
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
