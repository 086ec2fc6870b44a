package dev.tributary.postgres;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running PostgreSQL that this process owns. {@link #close} stops it; call that after everything that uses it has ended
 * (with Spring: from its shutdown handlers, not from a shutdown hook of your own, which would run beside Spring's).
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final DataFolder folder;
    private final OwnerLock lock;
    private final StopServer stopServer;
    private final ConnectionInfo application;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmbeddedPostgres(DataFolder folder, OwnerLock lock, StopServer stopServer, ConnectionInfo application) {
        this.folder = folder;
        this.lock = lock;
        this.stopServer = stopServer;
        this.application = application;
    }

    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, Settings.standard(), Progress.toLog());
    }

    /**
     * Starts the server of a data folder, making folder, cluster, role and database on first use, and recovering after any
     * kind of unclean end.
     *
     * @throws DataFolderInUse if another process, or this one, already owns the folder
     * @throws PostgresException if it cannot be started; the message says what to do
     */
    public static EmbeddedPostgres start(Path dataFolder, Settings settings, Progress progress) {
        return new StartUp(settings, progress).run(dataFolder);
    }

    /**
     * How to connect to the server that runs in a data folder, whoever owns it; empty if none runs.
     *
     * @throws PostgresException if this user may not read it
     */
    public static Optional<ConnectionInfo> connectionOf(Path dataFolder) {
        DataFolder folder = new DataFolder(dataFolder.toAbsolutePath().normalize());
        return Postmaster.of(folder.cluster())
                .flatMap(
                        server -> new SecretFile(folder.connection()).read().map(info -> info.withPort(server.port())));
    }

    /** The application's role and database. */
    public ConnectionInfo connection() {
        return application;
    }

    /** The superuser, for tests and repairs; the application has no use for it. */
    public ConnectionInfo superuser() {
        return new SecretFile(folder.superuser())
                .read()
                .map(info -> info.withPort(application.port()))
                .orElseThrow(() -> new PostgresException(folder.superuser() + " is missing: the next start makes it."));
    }

    public String jdbcUrl() {
        return application.jdbcUrl();
    }

    public String user() {
        return application.user();
    }

    public String password() {
        return application.password();
    }

    /** The server's process number; empty if it died. */
    public Optional<Long> pid() {
        return Postmaster.of(folder.cluster()).map(Postmaster::pid);
    }

    /** Stops the server cleanly (connections are ended, a checkpoint is written) and gives the data folder back. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            Postmaster.of(folder.cluster()).ifPresent(stopServer::stop);
        }
    }
}
