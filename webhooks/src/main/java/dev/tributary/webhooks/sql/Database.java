package dev.tributary.webhooks.sql;

import java.sql.Connection;
import java.sql.SQLException;
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

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /**
     * Runs statements that need no transaction of their own.
     *
     * @throws DatabaseFault if a statement fails
     */
    public <T> T read(Work<T> work) {
        try (Connection connection = source.getConnection()) {
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
            return connection.getAutoCommit() ? commit(connection, work) : work.run(connection);
        } catch (SQLException e) {
            throw new DatabaseFault(e);
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
