package dev.tributary.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.postgres.ConnectionInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A database of a test's own, on the one server of the test JVM: the embedded PostgreSQL 18, or with
 * {@code -Dtributary.test.postgres=system} the oldest supported one installed on this machine. Tag the test
 * {@code @Tag("database")}, and the build runs it on both.
 *
 * <p>Migrations run once per JVM, into a template; each database is a copy of it. The role that connects is the
 * application's, as in production: no superuser.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "test_template";
    private static final int POOL = 30; // four engines, whose loops keep seven each
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConnectionInfo connection;
    private final HikariDataSource pool;

    private TestDatabase(ConnectionInfo connection) {
        this.connection = connection;
        this.pool = pool(connection);
    }

    /** A database that every migration on the class path has been applied to. */
    public static TestDatabase create() {
        return copyOf(Template.READY);
    }

    /** A database with nothing in it. */
    public static TestDatabase createEmpty() {
        return copyOf("template0");
    }

    /**
     * Kills the server as a power failure would and starts it again on the same port, for every database of this JVM.
     * Returns when it takes connections.
     */
    public static void crashServer() {
        crashServer("KILL");
    }

    /** Ends the server as {@code pg_ctl stop -m immediate} does and starts it again, as {@link #crashServer} does. */
    public static void restartServerImmediately() {
        crashServer("QUIT");
    }

    private static void crashServer(String signal) {
        try {
            Server.RUNNING.crash(signal);
        } catch (IOException e) {
            throw new IllegalStateException("The test server did not come back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        administer("create database " + name + " template " + template + " owner tributary");
        return new TestDatabase(Server.RUNNING.application(name));
    }

    private static void administer(String sql) {
        try {
            Server.RUNNING.administer(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refused: " + sql, e);
        }
    }

    private static HikariDataSource pool(ConnectionInfo connection) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(connection.jdbcUrl());
        config.setUsername(connection.user());
        config.setPassword(connection.password());
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1); // connects when first asked, for many tests never ask this pool
        config.setPoolName(connection.database());
        return new HikariDataSource(config);
    }

    /** A pool of at most 20 connections, closed with this database. */
    public DataSource dataSource() {
        return pool;
    }

    public String jdbcUrl() {
        return connection.jdbcUrl();
    }

    public String user() {
        return connection.user();
    }

    public String password() {
        return connection.password();
    }

    /** Drops the database, whoever is still connected. */
    @Override
    public void close() {
        pool.close();
        administer("drop database " + connection.database() + " with (force)");
    }

    /** Started by the first database, stopped at the end of the JVM. */
    private static final class Server {
        static final TestServer RUNNING = start();

        private static TestServer start() {
            try {
                return TestServer.start();
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("The test server did not start", e);
            }
        }
    }

    /** Migrated by the first database that needs it. */
    private static final class Template {
        static final String READY = migrate();

        private static String migrate() {
            administer("create database " + TEMPLATE + " template template0 owner tributary");
            ConnectionInfo info = Server.RUNNING.application(TEMPLATE);
            Flyway.configure()
                    .dataSource(info.jdbcUrl(), info.user(), info.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return TEMPLATE;
        }
    }
}
