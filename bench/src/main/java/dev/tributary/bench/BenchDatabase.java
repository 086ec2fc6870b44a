package dev.tributary.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.postgres.ConnectionInfo;
import dev.tributary.postgres.EmbeddedPostgres;
import dev.tributary.postgres.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** An embedded PostgreSQL as shipped, in a folder of its own that goes with it; and what it counts. */
final class BenchDatabase implements AutoCloseable {
    private static final int LOOPS = 7;
    private static final int COMMITS = 200;

    private final Path data;
    private final EmbeddedPostgres server;
    private final HikariDataSource callers;
    private final HikariDataSource loops;
    private final Connection observer;

    private BenchDatabase(Path data, EmbeddedPostgres server, int publishers) throws SQLException {
        this.data = data;
        this.server = server;
        ConnectionInfo application = server.connection();
        callers = pool(application, publishers + 1);
        loops = pool(application, LOOPS);
        ConnectionInfo superuser = server.superuser();
        observer = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + superuser.port() + "/" + application.database(),
                superuser.user(),
                superuser.password());
        Flyway.configure()
                .dataSource(callers)
                .locations("classpath:db/migration/webhooks")
                .load()
                .migrate();
        execute("create extension pg_stat_statements");
    }

    static BenchDatabase start(Path folder, int publishers) throws IOException, SQLException {
        Files.createDirectories(folder);
        Path data = Files.createTempDirectory(folder, "data");
        Settings settings =
                Settings.standard().withBinariesIn(folder).withOption("shared_preload_libraries", "pg_stat_statements");
        EmbeddedPostgres server = EmbeddedPostgres.start(data, settings, line -> {});
        return new BenchDatabase(data, server, publishers);
    }

    private static HikariDataSource pool(ConnectionInfo info, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(info.jdbcUrl());
        config.setUsername(info.user());
        config.setPassword(info.password());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    DataSource callers() {
        return callers;
    }

    DataSource loops() {
        return loops;
    }

    long postmaster() {
        return server.pid().orElseThrow();
    }

    Counters counters() throws SQLException {
        return Counters.read(observer);
    }

    List<TopStatement> top(int most) throws SQLException {
        return TopStatement.read(observer, most);
    }

    /** Whether an outcome is still to be written. */
    boolean isBusy() throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery(
                        "select exists (select 1 from delivery where due_at is not null or lease_token is not null)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Between scenarios: each begins with empty tables. */
    void empty() throws SQLException {
        // whatever else the engine keeps belongs to one of these
        execute("truncate event, delivery, attempt, subject_sequence, endpoint, endpoint_secret, webhook_switch"
                + " cascade");
        execute("checkpoint");
        execute("select pg_stat_statements_reset()");
    }

    /** Microseconds of one small commit by one connection: what the disk does under everything else. */
    double commitMicros() throws SQLException {
        execute("create table commit_probe (n integer)");
        long begin = System.nanoTime();
        for (int i = 0; i < COMMITS; i++) {
            execute("insert into commit_probe values (1)");
        }
        double micros = (System.nanoTime() - begin) / 1000.0 / COMMITS;
        execute("drop table commit_probe");
        return micros;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = observer.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        observer.close();
        callers.close();
        loops.close();
        server.close();
        DeleteFolder.run(data);
    }
}
