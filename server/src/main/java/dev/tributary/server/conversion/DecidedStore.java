package dev.tributary.server.conversion;

import dev.tributary.server.order.Edition;
import dev.tributary.server.order.OrderId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By which messages orders were credited, in the table conversion. */
@Component
class DecidedStore {
    private final JdbcClient jdbc;

    DecidedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By number; none of those that a person or a file credited. */
    Map<Long, Edition> of(AccountId account, OrderId order) {
        Map<Long, Edition> decided = new HashMap<>();
        jdbc.sql("""
                select number, decided_at, decided_by from conversion
                where account_id = ? and order_id = ? and refund_of is null and decided_at is not null
                """).params(account.value(), order.value()).query(row -> {
            OffsetDateTime at = row.getObject("decided_at", OffsetDateTime.class);
            decided.put(row.getLong("number"), new Edition(at.toInstant(), row.getString("decided_by")));
        });
        return decided;
    }

    /** The order is credited by this message, which is older than the one that it was credited by. */
    void decide(AccountId account, long number, Edition edition) {
        jdbc.sql("""
                update conversion set decided_at = ?, decided_by = ?, withdrawn = false
                where account_id = ? and number = ?
                """)
                .params(edition.told().atOffset(ZoneOffset.UTC), edition.digest(), account.value(), number)
                .update();
    }

    void withdraw(AccountId account, long number) {
        jdbc.sql("update conversion set withdrawn = true where account_id = ? and number = ?")
                .params(account.value(), number)
                .update();
    }
}
