package dev.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Memory of processes in megabytes, from {@code /proc}; zero on other systems. */
final class Memory {
    private Memory() {}

    /** Resident pages of one process. */
    static double resident(long pid) {
        return megabytes(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    }

    /** A process and its descendants; a page that several of them share counts once. */
    static double tree(long root) {
        Stream<Long> children = ProcessHandle.of(root).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(root), children)
                .mapToDouble(pid -> megabytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:"))
                .sum();
    }

    private static double megabytes(Path file, String key) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has just ended, or this is no Linux
        }
    }
}
