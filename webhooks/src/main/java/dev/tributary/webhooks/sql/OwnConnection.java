package dev.tributary.webhooks.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one loop keeps for itself, opened again after a fault. Its plans are pinned: the batch statements
 * join arrays of unknown length to large tables, and a plan made while a table was empty would scan it whole ever after.
 * Pages cost nothing in these plans, so that what counts is the number of rows looked at: else the right plan and the
 * walk through a whole index are estimated at nearly the same over a fortnight of empty partitions. A node that freezes inside a transaction loses it, for it would hold up the feed and
 * what others would send. For one thread.
 */
public final class OwnConnection implements AutoCloseable {
    private static final String SETTINGS = """
            set plan_cache_mode = force_generic_plan; set enable_hashjoin = off; set enable_mergejoin = off;
            set enable_seqscan = off; set jit = off; set seq_page_cost = 0; set random_page_cost = 0;
            set idle_in_transaction_session_timeout = '30s'
            """;

    private final DataSource source;
    private @Nullable Connection connection;

    public OwnConnection(DataSource source) {
        this.source = source;
    }

    /**
     * Runs one statement, which commits by itself.
     *
     * @throws DatabaseFault if it fails; the next call opens a new connection
     */
    public <T> T run(Database.Work<T> work) {
        boolean done = false;
        try {
            T result = work.run(open());
            done = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        } finally {
            if (!done) { // whatever it was: a transaction that stayed open would be taken up by the next call
                close();
            }
        }
    }

    /**
     * Runs several statements that commit together.
     *
     * @throws DatabaseFault if one fails; nothing of them stays
     */
    public <T> T transaction(Database.Work<T> work) {
        return run(open -> {
            open.setAutoCommit(false);
            T result = work.run(open);
            open.commit();
            open.setAutoCommit(true);
            return result;
        });
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it is gone, which is what was asked for
            }
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = source.getConnection();
            connection = open;
            try (Statement statement = open.createStatement()) {
                statement.execute(SETTINGS);
            }
        }
        return open;
    }
}
