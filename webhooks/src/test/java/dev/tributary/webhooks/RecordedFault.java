package dev.tributary.webhooks;

import dev.tributary.testkit.Await;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of an account's last delivery once it was attempted.
 *
 * @param attempts that were charged; {@code rows} that were written
 * @param loose whether no lease is left on it
 * @param body of the answer, as far as it is kept
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests; never compared
record RecordedFault(
        String state,
        int attempts,
        long rows,
        boolean loose,
        Optional<Instant> due,
        Optional<Integer> lastStatus,
        String lastOutcome,
        Optional<Integer> status,
        String outcome,
        Optional<String> error,
        String url,
        byte @Nullable [] body,
        boolean truncated,
        int durationMillis,
        int requests,
        int connections,
        long bytesSent) {

    private static final String SQL = """
            select d.state, d.attempts, d.due_at, d.lease_token is null and d.lease_node is null as loose,
                d.last_status_code, d.last_outcome, a.status_code, a.outcome, a.error, a.url, a.response_body,
                a.response_truncated, a.duration_ms, (select count(*) from attempt where delivery_id = d.id) as rows
            from delivery d join attempt a on a.delivery_id = d.id and a.number = d.attempts
            where d.account_id = ? and d.id = (select max(id::text)::uuid from delivery where account_id = d.account_id)
            """;

    /** Waits until it was attempted this often. */
    static RecordedFault await(RunningEngine engine, AccountId account, FaultRow row, int attempts) {
        Database database = new Database(engine.database.dataSource());
        return Await.value(
                RunningEngine.PATIENCE,
                row + ": attempt " + attempts,
                () -> database.read(open -> Rows.first(open, SQL, found -> read(found, row), account.value()))
                        .filter(seen -> seen.attempts() >= attempts));
    }

    private static RecordedFault read(ResultSet found, FaultRow row) throws SQLException {
        return new RecordedFault(
                found.getString("state"),
                found.getInt("attempts"),
                found.getLong("rows"),
                found.getBoolean("loose"),
                Rows.optionalTime(found, "due_at"),
                Rows.optionalInt(found, "last_status_code"),
                found.getString("last_outcome"),
                Rows.optionalInt(found, "status_code"),
                found.getString("outcome"),
                Optional.ofNullable(found.getString("error")),
                found.getString("url"),
                found.getBytes("response_body"),
                found.getBoolean("response_truncated"),
                found.getInt("duration_ms"),
                row.receiver().requests().size(),
                row.receiver().connections(),
                row.receiver().bytesSent());
    }
}
