package dev.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time used so far, in microseconds, from {@code /proc} (whose tick is 10 ms); zero on other systems.
 *
 * @param engine this process: engine, client and publishers
 * @param postgres the server and all its processes, those that ended too
 */
record CpuTimes(long engine, long postgres, long receiver) {
    private static final long MICROS_PER_TICK = 10_000;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    static CpuTimes read(long postmaster, long receiver) {
        return new CpuTimes(of(ProcessHandle.current().pid()), tree(postmaster), of(receiver));
    }

    CpuTimes minus(CpuTimes before) {
        return new CpuTimes(engine - before.engine, postgres - before.postgres, receiver - before.receiver);
    }

    CpuTimes plus(CpuTimes other) {
        return new CpuTimes(engine + other.engine, postgres + other.postgres, receiver + other.receiver);
    }

    private static long tree(long root) {
        Stream<ProcessHandle> children = ProcessHandle.of(root).stream().flatMap(ProcessHandle::descendants);
        return ticks(root, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
                + children.mapToLong(child -> of(child.pid())).sum();
    }

    private static long of(long pid) {
        return ticks(pid, USER, SYSTEM);
    }

    private static long ticks(long pid, int... fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field : fields) {
                ticks += Long.parseLong(words[field]);
            }
            return ticks * MICROS_PER_TICK;
        } catch (IOException e) {
            return 0; // it has just ended, or this is no Linux
        }
    }
}
