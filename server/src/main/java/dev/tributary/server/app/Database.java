package dev.tributary.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A pool of connections to the database that the configuration names, and with it, where we own it, the database.
 * Closing closes both, the pool first.
 */
final class Database implements AutoCloseable {
    /** The oldest PostgreSQL that has all we use. */
    static final int OLDEST = 15;

    /** In a call or on a page; where a statement takes longer its connection is given up. */
    static final String LONGEST_STATEMENT_SECONDS = "120";

    private final HikariDataSource pool;
    private final Runnable stopServer;

    private Database(HikariDataSource pool, Runnable stopServer) {
        this.pool = pool;
        this.stopServer = stopServer;
    }

    /**
     * Connects.
     *
     * @param stopServer stops the database after the pool has closed; does nothing where it is not ours
     * @throws StartFailure if it can't be reached or is too old; nothing is left open then
     */
    static Database connect(DatabaseAddress address, int connections, Runnable stopServer) {
        HikariDataSource pool = new HikariDataSource(config(address, connections));
        try {
            checkVersion(pool);
            return new Database(pool, stopServer);
        } catch (RuntimeException e) {
            pool.close();
            stopServer.run();
            throw e;
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Connections whose statements may take as long as they like: changing a large table does. */
    DataSource unhurried() {
        return pool.getUsername() == null // then the URL tells, or needs none
                ? new DriverManagerDataSource(pool.getJdbcUrl())
                : new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    private static HikariConfig config(DatabaseAddress address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tributary");
        config.setJdbcUrl(address.jdbcUrl());
        if (!address.user().isEmpty()) {
            config.setUsername(address.user());
            config.setPassword(address.password());
        }
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(10_000);
        // a node that freezes inside a transaction must not hold up the feed, nor leave leases that nobody looks for
        config.setConnectionInitSql("set idle_in_transaction_session_timeout = '60s'");
        // nor must a caller wait for ever for a database whose end was never heard of
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", LONGEST_STATEMENT_SECONDS);
        config.addDataSourceProperty("ApplicationName", "tributary");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    private static void checkVersion(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new StartFailure("The database is PostgreSQL " + version + "; Tributary needs " + OLDEST
                        + " or newer: upgrade it, or unset TRIBUTARY_DATABASE_URL to use the embedded one.");
            }
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database can't be reached (" + cause(e) + "): check TRIBUTARY_DATABASE_URL, and that "
                            + "PostgreSQL runs and lets us in.",
                    e);
        }
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        pool.close();
        stopServer.run();
    }
}
