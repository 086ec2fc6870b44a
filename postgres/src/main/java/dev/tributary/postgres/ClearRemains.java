package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deals with what an earlier owner left behind, so that a start finds a quiet cluster. */
record ClearRemains(DataFolder folder, StopServer stopServer, Progress progress) {
    private static final Logger LOG = LoggerFactory.getLogger(ClearRemains.class);
    private static final Duration BACKENDS_LEAVE = Duration.ofSeconds(2);
    private static final Duration BACKENDS_DIE = Duration.ofSeconds(5);

    void clear() throws IOException {
        if (!Files.exists(folder.postmasterPid())) {
            return;
        }
        progress.step("Recovering after an unclean end");
        Optional<Postmaster> orphan = Postmaster.of(folder.cluster());
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL that an earlier process left running ({})",
                    orphan.get().pid());
            stopServer.stop(orphan.get());
        } else {
            endBackends();
        }
        // Names no server of ours any more, and PostgreSQL would take a zombie or a stranger for one.
        Files.deleteIfExists(folder.postmasterPid());
    }

    /** Backends notice within moments that their postmaster died, save those that are busy computing. */
    private void endBackends() {
        if (Patience.until(BACKENDS_LEAVE, this::quiet)) {
            return;
        }
        ServerProcess.all(folder.cluster()).forEach(ProcessHandle::destroyForcibly);
        if (!Patience.until(BACKENDS_DIE, this::quiet)) {
            throw new PostgresException("Processes of an earlier PostgreSQL still work in " + folder.cluster()
                    + " and do not end: end them, then start again.");
        }
    }

    private boolean quiet() {
        return ServerProcess.all(folder.cluster()).isEmpty();
    }
}
