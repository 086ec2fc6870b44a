package dev.tributary.server.moving;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.csv.Outcome;
import dev.tributary.server.csv.RowResult;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table csv_import_row. */
@Component
class RowStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RowStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(AccountId account, ImportId id, List<RowNote> notes) {
        List<Object[]> rows = new ArrayList<>();
        for (RowNote note : notes) {
            RowResult result = note.result();
            rows.add(new Object[] {
                id.value(),
                account.value(),
                note.record(),
                note.line(),
                result.outcome().name(),
                result.id(),
                result.says(),
                JSON.writeValueAsString(result.problems())
            });
        }
        batches.batchUpdate("""
                insert into csv_import_row (import_id, account_id, record, line, outcome, thing, says, problems)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
                """, rows);
    }

    void delete(AccountId account, ImportId id) {
        jdbc.sql("delete from csv_import_row where account_id = ? and import_id = ?")
                .params(account.value(), id.value())
                .update();
    }

    List<RowNote> page(AccountId account, ImportId id, int after, int limit) {
        return jdbc.sql("""
                select * from csv_import_row where account_id = ? and import_id = ? and record > ?
                order by record limit ?
                """)
                .params(account.value(), id.value(), after, limit)
                .query(RowStore::read)
                .list();
    }

    /** The first ones that were refused. */
    List<RowNote> refused(AccountId account, ImportId id, int limit) {
        return jdbc.sql("""
                select * from csv_import_row where account_id = ? and import_id = ? and outcome = 'REFUSED'
                order by record limit ?
                """)
                .params(account.value(), id.value(), limit)
                .query(RowStore::read)
                .list();
    }

    /** The first ones that were taken. */
    List<RowNote> taken(AccountId account, ImportId id, int limit) {
        return jdbc.sql("""
                select * from csv_import_row where account_id = ? and import_id = ? and outcome <> 'REFUSED'
                order by record limit ?
                """)
                .params(account.value(), id.value(), limit)
                .query(RowStore::read)
                .list();
    }

    private static RowNote read(ResultSet row, int number) throws SQLException {
        return new RowNote(
                row.getInt("record"),
                row.getLong("line"),
                new RowResult(
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("thing"),
                        row.getString("says"),
                        List.of(JSON.readValue(row.getString("problems"), FieldError[].class))));
    }
}
