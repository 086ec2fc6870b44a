package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops days of tables that are partitioned by day. Nobody waits for it: a day is first detached concurrently, which
 * asks the table for no lock that writers and readers mind. Where a long reader still looks at the day it gives up after
 * a moment and leaves the day half dropped, invisible to new readers; the next call goes on from there.
 */
public final class DropDays {
    private static final Logger LOG = LoggerFactory.getLogger(DropDays.class);
    /** The last: another day of the table is half dropped, and has to go first. */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01", "55000");

    private final Database database;

    /**
     * Drops through these connections.
     *
     * @param database its connections are in no transaction: a partition is detached concurrently outside of one only
     */
    public DropDays(Database database) {
        this.database = database;
    }

    /**
     * Drops what lies wholly before this time, the oldest day first, up to one that is still read: the rest is left for
     * the next call, since a table has one day at most that is half dropped.
     */
    public void before(String table, Instant time) {
        drop(days(table).stream().filter(day -> !day.end().isAfter(time)).toList());
    }

    /** Likewise. */
    void drop(List<Day> days) {
        for (Day day : days) {
            if (!drop(day)) {
                return;
            }
        }
    }

    /** The days that there are, the oldest first, with those that were detached and not dropped any more. */
    List<Day> days(String table) {
        List<String> names =
                database.read(connection -> Rows.list(connection, """
                select relname from pg_class
                where relnamespace = (select relnamespace from pg_class where oid = ?::regclass)
                  and relkind = 'r' and relname ~ ('^' || ? || '_[0-9]{8}$')
                """, row -> row.getString(1), table, table));
        return names.stream()
                .map(name -> Day.named(table, name))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Whether it is gone; if not, somebody still reads it. */
    boolean drop(Day day) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '1s'");
                detach(connection, statement, day);
                statement.execute("drop table if exists " + day.partition());
                LOG.atInfo().addKeyValue("partition", day.partition()).log("dropped a day that is over");
                return true;
            } catch (SQLException e) {
                if (!IN_USE.contains(e.getSQLState())) {
                    throw new DatabaseFault(e);
                }
                LOG.atInfo().addKeyValue("partition", day.partition()).log("a day is still read and is dropped later");
                return false;
            } finally {
                reset(connection);
            }
        });
    }

    private static void detach(Connection connection, Statement statement, Day day) throws SQLException {
        Optional<Boolean> pending = Rows.first(
                connection,
                "select inhdetachpending from pg_inherits where inhparent = ?::regclass and inhrelid = to_regclass(?)",
                row -> row.getBoolean(1),
                day.table(),
                day.partition());
        if (pending.isPresent()) {
            statement.execute("alter table " + day.table() + " detach partition " + day.partition()
                    + (pending.get() ? " finalize" : " concurrently"));
        }
    }

    private static void reset(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("reset lock_timeout");
        }
    }
}
