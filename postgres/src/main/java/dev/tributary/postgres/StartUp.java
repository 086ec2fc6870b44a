package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole way from a folder's name to a running server. */
record StartUp(Settings settings, Progress progress, SecureRandom random) {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    /** A port may be taken, or a killed start's last child may still be about, between our look and the start. */
    private static final int TRIES = 3;

    StartUp(Settings settings, Progress progress) {
        this(settings, progress, new SecureRandom());
    }

    EmbeddedPostgres run(Path dataFolder) {
        DataFolder folder = DataFolder.open(dataFolder);
        return run(folder, ChooseRunAs.forCluster(folder.cluster()));
    }

    EmbeddedPostgres run(DataFolder folder, RunAs runAs) {
        OwnerLock lock = OwnerLock.take(folder);
        boolean started = false;
        try {
            folder.deleteUnfinished();
            Binaries binaries = Binaries.ready(folder, settings, progress);
            requireSameMajor(folder, binaries);
            StopServer stopServer = new StopServer(folder, binaries, runAs);
            ConnectionInfo application = started(folder, binaries, runAs, stopServer);
            started = true;
            return new EmbeddedPostgres(folder, lock, stopServer, application);
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL in " + folder.root() + " could not be started: " + e, e);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private ConnectionInfo started(DataFolder folder, Binaries binaries, RunAs runAs, StopServer stopServer)
            throws IOException {
        CreateCluster create = new CreateCluster(folder, binaries, runAs, random);
        StartServer startServer = new StartServer(folder, binaries, runAs, settings.options());
        ClearRemains clearRemains = new ClearRemains(folder, stopServer, progress);
        clearRemains.clear();
        ConnectionInfo connection = existing(folder, create);
        for (int attempt = 1; ; attempt++) {
            try {
                ConnectionInfo free = withFreePort(folder, connection);
                startServer.start(free.port());
                return free;
            } catch (PostgresException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.info("Trying again: {}", e.getMessage());
                clearRemains.clear();
            }
        }
    }

    private ConnectionInfo existing(DataFolder folder, CreateCluster create) throws IOException {
        SecretFile secrets = new SecretFile(folder.connection());
        if (!Files.isDirectory(folder.cluster())) {
            progress.step("Making the database");
            create.create(FreePort.choose(random));
        } else if (secrets.read().isEmpty() || !Files.exists(folder.superuser())) {
            progress.step("Making new database passwords");
            create.renewPasswords(FreePort.choose(random));
        }
        return secrets.read().orElseThrow();
    }

    /** The port of last time, unless somebody has taken it. */
    private ConnectionInfo withFreePort(DataFolder folder, ConnectionInfo last) throws IOException {
        if (FreePort.isFree(last.port())) {
            return last;
        }
        ConnectionInfo moved = last.withPort(FreePort.choose(random));
        LOG.info("Port {} is taken, PostgreSQL moves to {}", last.port(), moved.port());
        new SecretFile(folder.connection()).write(moved);
        return moved;
    }

    private static void requireSameMajor(DataFolder folder, Binaries binaries) throws IOException {
        Path version = folder.cluster().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        String found = Files.readString(version).strip();
        String ours = Integer.toString(binaries.major());
        if (!found.equals(ours)) {
            throw new PostgresException("The data folder " + folder.root() + " holds a database of PostgreSQL "
                    + found + ", and this Tributary runs PostgreSQL " + ours
                    + ": dump it with the release that made it and restore, or choose another folder with"
                    + " TRIBUTARY_DATA.");
        }
    }
}
