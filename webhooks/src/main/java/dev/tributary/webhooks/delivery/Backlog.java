package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What waits in an installation.
 *
 * @param oldestDue when the longest due delivery became due; in the future, or empty, where none is
 * @param held deliveries of paused and disabled webhooks; never over {@link #MOST_HELD}
 * @param untold notices that owners have yet to be told of
 */
public record Backlog(Optional<Instant> oldestDue, long held, long untold) {
    static final int MOST_HELD = 100_000;
    private static final int MOST_ENDPOINTS = 1000;
    private static final int MOST_UNTOLD = 10_000;

    /** As it is now, by indexes that only such rows are in. */
    public static Backlog read(Connection connection) throws SQLException {
        return new Backlog(
                oldestDue(connection),
                count(connection, "select 1 from delivery where held_at is not null limit ?", MOST_HELD),
                count(connection, "select 1 from notice where told_at is null limit ?", MOST_UNTOLD));
    }

    /** From endpoint to endpoint, as due rows are claimed. */
    private static Optional<Instant> oldestDue(Connection connection) throws SQLException {
        return Rows.first(connection, """
                        with recursive waiting as (
                            (select endpoint_id from delivery where due_at is not null order by endpoint_id limit 1)
                            union all
                            select (select d.endpoint_id from delivery d
                                    where d.due_at is not null and d.endpoint_id > w.endpoint_id
                                    order by d.endpoint_id limit 1)
                            from waiting w where w.endpoint_id is not null
                        ), some_of_them as (
                            select endpoint_id from waiting where endpoint_id is not null limit ?
                        )
                        select min(due_at) as due_at
                        from some_of_them s cross join unnest('{true,false}'::boolean[]) as a(again) cross join lateral (
                            select due_at from delivery d
                            where d.endpoint_id = s.endpoint_id and d.due_again = a.again and d.due_at is not null
                            order by d.due_at limit 1) d
                        """, row -> Rows.optionalTime(row, "due_at"), MOST_ENDPOINTS)
                .flatMap(time -> time);
    }

    private static long count(Connection connection, String rows, int most) throws SQLException {
        return Rows.first(connection, "select count(*) from (" + rows + ") as counted", row -> row.getLong(1), most)
                .orElse(0L);
    }
}
