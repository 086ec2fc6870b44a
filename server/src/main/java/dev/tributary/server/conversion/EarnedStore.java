package dev.tributary.server.conversion;

import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Sale;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the contents of orders earn, in the table conversion. */
@Component
class EarnedStore {
    private final JdbcClient jdbc;

    EarnedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the parts of an order earn in each of its conversions, where it is known. */
    Map<Long, Earned> of(AccountId account, OrderId order) {
        Map<Long, Earned> earned = new HashMap<>();
        jdbc.sql("""
                select number, earned from conversion
                where account_id = ? and order_id = ? and refund_of is null and earned is not null
                """).params(account.value(), order.value()).query(row -> {
            earned.put(row.getLong("number"), EarnedColumn.read(row.getString("earned")));
        });
        return earned;
    }

    /** Takes over what the parts earn, and leaves the amounts as they were booked. */
    void parts(AccountId account, long number, Earned earned) {
        jdbc.sql("update conversion set earned = cast(? as jsonb) where account_id = ? and number = ?")
                .params(EarnedColumn.write(earned), account.value(), number)
                .update();
    }

    /** Takes over what the order's contents come to. */
    void all(
            AccountId account,
            long number,
            RecountConversions.Count count,
            Sale sale,
            Optional<String> trigger,
            Instant now) {
        jdbc.sql("""
                update conversion
                set total = :total, commissionable = :commissionable, commission = :commission, items = :items,
                    product_names = :products, trigger_value = :trigger, updated_at = :now
                where account_id = :account and number = :number
                """)
                .param("total", count.worth().total())
                .param("commissionable", count.worth().commissionable())
                .param("commission", count.worth().commission())
                .param("items", sale.items())
                .param("products", sale.productNames().orElse(null))
                .param("trigger", trigger.orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", account.value())
                .param("number", number)
                .update();
        parts(account, number, count.earned());
    }
}
