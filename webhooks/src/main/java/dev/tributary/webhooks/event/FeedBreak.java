package dev.tributary.webhooks.event;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the database went back in time: positions that readers got from what is lost were never reached again. */
public final class FeedBreak {
    private FeedBreak() {}

    /** Ends an epoch here, in the transaction that begins the next. */
    public static void after(Connection connection, int epoch) throws SQLException {
        Rows.update(connection, """
                insert into feed_break (epoch, xid) values (?, pg_snapshot_xmax(pg_current_snapshot()))
                on conflict do nothing
                """, epoch);
    }

    /** Whether this database never gave out such a position: going on from it would skip what is to come. */
    static boolean isAhead(Connection connection, FeedPosition from) throws SQLException {
        return Rows.first(
                        connection,
                        """
                        select 1 from engine_state s left join feed_break b on b.epoch = ?
                        where ? > s.epoch or b.xid <= ?::text::xid8
                           or ? = s.epoch and ?::text::xid8 >= pg_snapshot_xmax(pg_current_snapshot())
                        """,
                        row -> row.getInt(1),
                        from.epoch(),
                        from.epoch(),
                        Long.toString(from.xid()),
                        from.epoch(),
                        Long.toString(from.xid()))
                .isPresent();
    }
}
