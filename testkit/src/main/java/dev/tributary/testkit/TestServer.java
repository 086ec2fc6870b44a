package dev.tributary.testkit;

import dev.tributary.postgres.ConnectionInfo;
import dev.tributary.postgres.DataFolderInUse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one PostgreSQL of a test JVM, durable as in production. Its folder is kept below the build's {@code target} for the
 * next run, which also stops a server that a killed run left behind.
 */
final class TestServer {
    private static final int SLOTS = 50;

    private final Path folder;
    private final Settings settings;
    private EmbeddedPostgres postgres;
    private Connection administrator;

    private TestServer(Path folder, Settings settings, EmbeddedPostgres postgres) throws SQLException {
        this.folder = folder;
        this.settings = settings;
        this.postgres = postgres;
        this.administrator = connect(postgres);
    }

    static TestServer start() throws IOException, SQLException {
        Path target = buildFolder().resolve("test-postgres");
        String kind = System.getProperty("tributary.test.postgres", "embedded");
        Settings settings = settings(kind, target);
        for (int slot = 0; slot < SLOTS; slot++) {
            Path folder = target.resolve(kind + "-" + slot);
            Optional<EmbeddedPostgres> postgres = startUnlessInUse(folder, settings);
            if (postgres.isPresent()) {
                TestServer server = new TestServer(folder, settings, postgres.get());
                Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-test-postgres"));
                server.dropLeftovers();
                return server;
            }
        }
        throw new IllegalStateException("All " + SLOTS + " test servers below " + target + " are in use");
    }

    /** Empty if the folder is another test JVM's. */
    private static Optional<EmbeddedPostgres> startUnlessInUse(Path folder, Settings settings) {
        try {
            return Optional.of(EmbeddedPostgres.start(folder, settings, line -> {}));
        } catch (DataFolderInUse e) {
            return Optional.empty();
        }
    }

    private static Settings settings(String kind, Path target) throws IOException {
        Settings common = Settings.standard().withBinariesIn(target).withOption("max_connections", "300");
        return switch (kind) {
            case "embedded" -> common;
            case "system" ->
                common.withInstalled(InstalledPostgres.bin()
                        .orElseThrow(() -> new IllegalStateException("No PostgreSQL 15 or newer is installed")));
            default -> throw new IllegalStateException("tributary.test.postgres is embedded or system, not " + kind);
        };
    }

    /** The outermost module's, so that all modules share one unpacked server. */
    private static Path buildFolder() {
        Path module = Path.of("").toAbsolutePath();
        Path parent = module.getParent();
        while (parent != null && Files.exists(parent.resolve("pom.xml"))) {
            module = parent;
            parent = module.getParent();
        }
        return module.resolve("target");
    }

    synchronized ConnectionInfo application(String database) {
        return of(postgres.connection(), database);
    }

    /** Runs one statement as the superuser, on a connection that is kept: opening one costs as much as the work. */
    synchronized void administer(String sql) throws SQLException {
        if (!administrator.isValid(1)) {
            administrator = connect(postgres);
        }
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Ends the server without a word to anybody, and starts it again on the same port.
     *
     * @param signal to the postmaster: {@code KILL}, or {@code QUIT} for what {@code pg_ctl -m immediate} does
     */
    synchronized void crash(String signal) throws IOException, InterruptedException {
        long pid = postgres.pid().orElseThrow();
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        ProcessHandle.of(pid)
                .ifPresent(postmaster -> postmaster
                        .onExit()
                        .completeOnTimeout(postmaster, 10, TimeUnit.SECONDS)
                        .join());
        postgres.close();
        postgres = EmbeddedPostgres.start(folder, settings, line -> {});
    }

    private synchronized void stop() {
        postgres.close();
    }

    private void dropLeftovers() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = administrator.createStatement();
                ResultSet rows =
                        statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        for (String name : names) {
            administer("drop database " + name + " with (force)");
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        ConnectionInfo info = postgres.superuser();
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password());
    }

    private static ConnectionInfo of(ConnectionInfo info, String database) {
        return new ConnectionInfo(info.port(), info.user(), info.password(), database);
    }
}
