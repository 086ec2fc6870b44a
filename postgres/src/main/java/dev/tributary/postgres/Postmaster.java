package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The running server of a cluster.
 *
 * @param pid its process number, checked to be a PostgreSQL at work in the cluster's directory
 * @param port the port it listens on
 */
record Postmaster(long pid, int port) {
    private static final int PORT_LINE = 3;

    /** Empty if {@code postmaster.pid} is missing or half-written, or names a dead process, a zombie or a stranger. */
    static Optional<Postmaster> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            Postmaster named = new Postmaster(
                    Long.parseLong(lines.getFirst().strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip()));
            return ServerProcess.worksIn(cluster, named.pid) ? Optional.of(named) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
