package dev.tributary.server.join;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table programme_field, read by {@link ProgrammeStore}. */
@Component
class ProgrammeFieldStore {
    private final JdbcClient jdbc;

    ProgrammeFieldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes these the programme's fields, in this order. */
    void replace(AccountId account, ProgrammeId programme, List<ProgrammeField> fields) {
        jdbc.sql("delete from programme_field where account_id = ? and programme = ?")
                .params(account.value(), programme.value())
                .update();
        for (int position = 0; position < fields.size(); position++) {
            insert(account, programme, fields.get(position), position);
        }
    }

    private void insert(AccountId account, ProgrammeId programme, ProgrammeField field, int position) {
        jdbc.sql("""
                insert into programme_field (account_id, programme, number, position, label, kind, required, choices)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        account.value(),
                        programme.value(),
                        field.number(),
                        position,
                        field.label(),
                        field.kind().text(),
                        field.required(),
                        field.choices().toArray(String[]::new))
                .update();
    }
}
