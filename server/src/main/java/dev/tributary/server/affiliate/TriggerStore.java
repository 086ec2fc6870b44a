package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table conversion_trigger. */
@Component
class TriggerStore {
    private final JdbcClient jdbc;

    TriggerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was inserted; not if its value is taken. Waits for a writer of the same value to decide. */
    boolean insert(AccountId account, Trigger trigger) {
        return jdbc.sql("""
                insert into conversion_trigger (account_id, number, affiliate, type, value, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (account_id, value) do nothing
                """)
                        .params(
                                account.value(),
                                trigger.number(),
                                trigger.affiliate(),
                                trigger.type().name(),
                                trigger.value(),
                                trigger.created().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Deletes it and says what it was. */
    Optional<Trigger> delete(AccountId account, long number) {
        return jdbc.sql("delete from conversion_trigger where account_id = ? and number = ? returning *")
                .params(account.value(), number)
                .query(TriggerStore::read)
                .optional();
    }

    Optional<Trigger> byValue(AccountId account, String value) {
        return jdbc.sql("select * from conversion_trigger where account_id = ? and value = ?")
                .params(account.value(), value)
                .query(TriggerStore::read)
                .optional();
    }

    Optional<Trigger> find(AccountId account, long number) {
        return jdbc.sql("select * from conversion_trigger where account_id = ? and number = ?")
                .params(account.value(), number)
                .query(TriggerStore::read)
                .optional();
    }

    List<Trigger> page(AccountId account, long affiliate, long after, int limit) {
        return jdbc.sql("""
                select * from conversion_trigger where account_id = ? and affiliate = ? and number > ?
                order by number limit ?
                """)
                .params(account.value(), affiliate, after, limit)
                .query(TriggerStore::read)
                .list();
    }

    /** Those numbered below {@code before}, the newest first; conditions that are not asked for are left out. */
    List<Trigger> newest(AccountId account, TriggerSearch search, long before, int limit) {
        StringBuilder where = new StringBuilder("where account_id = :account and number < :before ");
        Map<String, Object> values = new HashMap<>(Map.of("before", before));
        search.type().ifPresent(type -> {
            where.append("and type = :type ");
            values.put("type", type.name());
        });
        search.affiliate().ifPresent(affiliate -> {
            where.append("and affiliate = :affiliate ");
            values.put("affiliate", affiliate);
        });
        if (!search.words().isEmpty()) {
            where.append("and value ~>=~ :words and value ~<~ (:words || chr(1114111)) ");
            values.put("words", search.words());
        }
        return jdbc.sql("select * from conversion_trigger " + where + "order by number desc limit :limit")
                .param("account", account.value())
                .params(values)
                .param("limit", limit)
                .query(TriggerStore::read)
                .list();
    }

    private static Trigger read(ResultSet row, int index) throws SQLException {
        return new Trigger(
                row.getLong("number"),
                row.getLong("affiliate"),
                TriggerType.valueOf(row.getString("type")),
                row.getString("value"),
                AffiliateRow.time(row, "created_at").orElseThrow());
    }
}
