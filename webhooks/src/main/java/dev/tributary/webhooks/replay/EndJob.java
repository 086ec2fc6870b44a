package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Ends a job, with what is open of it. Its row is locked by then. */
final class EndJob {
    private EndJob() {}

    /** Does nothing if the account has no such job, or it has ended. */
    static void cancelByOwner(Connection connection, AccountId account, ReplayId id, Instant now) throws SQLException {
        boolean running = Rows.first(
                        connection,
                        "select 1 from replay_job where account_id = ? and id = ? and state = 'running' for update",
                        row -> true,
                        account.value(),
                        id.value())
                .isPresent();
        if (running) {
            cancelOpen(connection, id, now);
            Settle.run(connection, id);
            Rows.update(connection, """
                    update replay_job r set state = 'cancelled', finished_at = ?,
                        ending = exists (select 1 from replay_open o where o.job_id = r.id)
                    where id = ?
                    """, now, id.value());
        }
    }

    /** Cancelled jobs of which something was being sent. */
    static List<ReplayId> ending(Connection connection, int most) throws SQLException {
        return Rows.list(
                connection,
                "select id from replay_job where ending order by id limit ?",
                row -> new ReplayId(Rows.uuid(row, "id")),
                most);
    }

    /** What came back meanwhile is cancelled; the job is done with when nothing is under way any more. */
    static void cancelRest(Connection connection, ReplayId id, Instant now) throws SQLException {
        boolean free = Rows.first(
                        connection,
                        "select 1 from replay_job where id = ? and ending for update skip locked",
                        row -> true,
                        id.value())
                .isPresent();
        if (free) {
            cancelOpen(connection, id, now);
            Rows.update(connection, """
                    delete from replay_open o where o.job_id = ? and not exists (
                        select 1 from delivery d where d.id = o.delivery_id and d.finished_at is null)
                    """, id.value());
            Rows.update(connection, """
                    update replay_job r set ending = false
                    where id = ? and not exists (select 1 from replay_open o where o.job_id = r.id)
                    """, id.value());
        }
    }

    /** Ends it; what it made goes its way. */
    static void end(Connection connection, ReplayId id, ReplayState state, String reason, Instant now)
            throws SQLException {
        Rows.update(
                connection,
                "update replay_job set state = ?, reason = nullif(?, ''), finished_at = ? where id = ? and state = 'running'",
                state.text(),
                reason,
                now,
                id.value());
        Rows.update(connection, "delete from replay_open where job_id = ?", id.value());
    }

    /** What is leased is being sent: it can't be called back. */
    private static void cancelOpen(Connection connection, ReplayId id, Instant now) throws SQLException {
        Rows.update(connection, """
                update delivery d set state = 'cancelled', due_at = null, held_at = null, finished_at = ?
                from replay_open o
                where o.job_id = ? and d.id = o.delivery_id and d.lease_token is null and d.finished_at is null
                """, now, id.value());
    }
}
