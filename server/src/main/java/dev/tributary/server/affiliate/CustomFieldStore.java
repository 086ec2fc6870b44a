package dev.tributary.server.affiliate;

import dev.tributary.server.account.Numbers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables affiliate_field and affiliate_field_value. */
@Component
class CustomFieldStore {
    private final JdbcClient jdbc;
    private final Numbers numbers;

    CustomFieldStore(JdbcClient jdbc, Numbers numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    /** The field with this name, made if the account has none; two writers at once get the same. */
    Profile.CustomField field(AccountId account, String name, String value) {
        return jdbc.sql("select number from affiliate_field where account_id = ? and name = ?")
                .params(account.value(), name)
                .query((row, index) -> row.getLong("number"))
                .optional()
                .map(number -> new Profile.CustomField(number, name, value))
                .orElseGet(() -> new Profile.CustomField(make(account, name), name, value));
    }

    /** The account's questions in the order in which they were first asked. */
    List<String> names(AccountId account, int limit) {
        return jdbc.sql("select name from affiliate_field where account_id = ? order by number limit ?")
                .params(account.value(), limit)
                .query((row, index) -> row.getString("name"))
                .list();
    }

    void replace(AccountId account, long affiliate, List<Profile.CustomField> fields) {
        jdbc.sql("delete from affiliate_field_value where account_id = ? and affiliate = ?")
                .params(account.value(), affiliate)
                .update();
        for (int position = 0; position < fields.size(); position++) {
            Profile.CustomField field = fields.get(position);
            jdbc.sql("""
                    insert into affiliate_field_value (account_id, affiliate, number, position, value)
                    values (?, ?, ?, ?, ?)
                    """)
                    .params(account.value(), affiliate, field.number(), position, field.value())
                    .update();
        }
    }

    private long make(AccountId account, String name) {
        return jdbc.sql("""
                insert into affiliate_field (account_id, number, name) values (?, ?, ?)
                on conflict (account_id, name) do update set name = excluded.name
                returning number
                """)
                .params(account.value(), numbers.next(account, Numbers.Kind.CUSTOM_FIELD), name)
                .query((row, index) -> row.getLong("number"))
                .single();
    }
}
