package dev.tributary.postgres;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the server of a cluster. Only the owner of the data folder may. */
record StopServer(DataFolder folder, Binaries binaries, RunAs runAs) {
    private static final Logger LOG = LoggerFactory.getLogger(StopServer.class);
    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);

    /** Rolls back what is open, writes a checkpoint, ends; if that takes too long, ends and leaves it to recovery. */
    void stop(Postmaster server) {
        if (signalled(server, "fast", FAST)) {
            return;
        }
        LOG.warn("PostgreSQL (process {}) did not stop within {} s, ending it at once", server.pid(), FAST.toSeconds());
        if (!signalled(server, "immediate", IMMEDIATE)) {
            throw new PostgresException("PostgreSQL (process " + server.pid() + ") does not stop: end it with kill -9 "
                    + server.pid() + ", then start again.");
        }
    }

    /**
     * Without pg_ctl's own waiting, which takes a zombie (a dead server that its parent has not collected) for a live
     * one.
     */
    private boolean signalled(Postmaster server, String mode, Duration limit) {
        Command.Result result = runAs.command(List.of(
                        binaries.program("pg_ctl"),
                        "stop",
                        "-W",
                        "-m",
                        mode,
                        "-D",
                        folder.cluster().toString()))
                .run();
        if (!result.ok()) {
            LOG.debug("pg_ctl stop: {}", result.reason());
        }
        return Patience.until(limit, () -> !ServerProcess.worksIn(folder.cluster(), server.pid()));
    }
}
