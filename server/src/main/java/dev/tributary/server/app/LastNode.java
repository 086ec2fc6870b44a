package dev.tributary.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in the data folder that says which node ran from here last, and in which process. Who starts next can tell whether
 * that process is gone, and then need not wait until the node's silence says so: with the process all its requests are gone
 * as well. A folder that was copied to another machine, or a machine that was started anew, tells nothing: the node may live
 * elsewhere.
 */
final class LastNode {
    private static final String NAME = "node.last";

    /** What tells this start of this machine from all others, and one container's processes from another's; on Linux. */
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    /** A start time is reckoned from the machine's, and may come out a little different each time. */
    private static final Duration SAME_START = Duration.ofSeconds(3);

    private LastNode() {}

    /** The node that ran from this folder last, if its process is gone for certain. */
    static Optional<UUID> dead(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(NAME));
            boolean here = lines.size() == 4 && lines.getFirst().equals(place());
            return here && !lives(Long.parseLong(lines.get(1)), Instant.parse(lines.get(2)))
                    ? Optional.of(UUID.fromString(lines.get(3)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // none, or none that can be read: its silence will tell
        }
    }

    /** Says that this node runs in this process. */
    static void write(Path data, UUID node, ProcessHandle process) {
        Optional<Instant> started = process.info().startInstant();
        if (started.isEmpty() || !Files.isDirectory(data)) {
            return;
        }
        try {
            List<String> lines = List.of(
                    place(), String.valueOf(process.pid()), started.get().toString(), node.toString());
            Files.write(data.resolve(NAME), lines);
        } catch (IOException e) {
            forget(data);
        }
    }

    /** Better nothing than what is no longer so. */
    private static void forget(Path data) {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException e) {
            throw new StartFailure("The data folder's " + NAME + " can't be written: " + e, e);
        }
    }

    private static String place() throws IOException {
        return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
    }

    private static boolean lives(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> Duration.between(started, start).abs().compareTo(SAME_START) < 0)
                .isPresent();
    }
}
