package dev.tributary.webhooks.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Runs work on a connection. A connection that is already inside a transaction (a framework's, lent by a
 * transaction-aware data source) is joined: then commit and rollback are its owner's.
 */
public final class Database {
    /** Something done on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private static final String LET_GO = "set idle_in_transaction_session_timeout = '30s'";

    private final DataSource source;
    private final boolean bare;

    public Database(DataSource source) {
        this(source, false);
    }

    private Database(DataSource source, boolean bare) {
        this.source = source;
        this.bare = bare;
    }

    /**
     * On connections that are opened for each use, and that nobody else has set up: a process that freezes inside a
     * transaction loses it, for it would hold up others.
     */
    public static Database unpooled(DataSource source) {
        return new Database(source, true);
    }

    /**
     * Runs statements that need no transaction of their own.
     *
     * @throws DatabaseFault if a statement fails
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            prepare(connection);
            return work.run(connection);
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    /**
     * Runs statements that commit together.
     *
     * @throws DatabaseFault if a statement or the commit fails
     */
    public <T> T write(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            prepare(connection);
            return connection.getAutoCommit() ? commit(connection, work) : work.run(connection);
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        if (bare) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LET_GO);
            }
        }
    }

    private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
