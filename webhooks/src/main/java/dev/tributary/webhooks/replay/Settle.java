package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** Counts what became of the deliveries that a job made, and lets go of those that are finished. */
final class Settle {
    private static final String SQL = """
            with seen as (
                select o.delivery_id, d.state, d.attempts, d.state is null or d.finished_at is not null as finished
                from replay_open o left join delivery d on d.id = o.delivery_id
                where o.job_id = ?
            ), gone as (
                delete from replay_open o using seen s
                where o.job_id = ? and o.delivery_id = s.delivery_id and s.finished
            ), total as (
                select count(*) filter (where state = 'delivered') as delivered,
                    count(*) filter (where finished and state is distinct from 'delivered') as failed,
                    count(*) filter (where not finished and attempts = 0) as untried,
                    count(*) filter (where not finished and attempts > 0) as retrying
                from seen
            ), counted as (
                update replay_job r set delivered = r.delivered + t.delivered, failed = r.failed + t.failed
                from total t where r.id = ? and (t.delivered > 0 or t.failed > 0)
            )
            select untried, retrying from total
            """;

    private Settle() {}

    /** What is open of it now. */
    static Pace run(Connection connection, ReplayId id) throws SQLException {
        return Rows.first(
                        connection,
                        SQL,
                        row -> new Pace(row.getInt("untried"), row.getInt("retrying")),
                        id.value(),
                        id.value(),
                        id.value())
                .orElseThrow();
    }
}
