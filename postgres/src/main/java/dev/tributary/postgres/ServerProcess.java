package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells our server's processes from everybody else's. */
final class ServerProcess {
    private static final Path PROC = Path.of("/proc");

    private ServerProcess() {}

    /** Whether that process is alive, is a PostgreSQL, and works in this cluster. In doubt, no. */
    static boolean worksIn(Path cluster, long pid) {
        return Files.isDirectory(PROC.resolve("self")) ? byProc(cluster, pid) : byArguments(cluster, pid);
    }

    /** Every process of the cluster's server, its backends too. */
    static List<ProcessHandle> all(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(cluster, process.pid()))
                .toList();
    }

    /** PostgreSQL changes into its data directory and stays there. A zombie has neither program nor directory. */
    private static boolean byProc(Path cluster, long pid) {
        Path process = PROC.resolve(Long.toString(pid));
        try {
            String program = Files.readSymbolicLink(process.resolve("exe")).toString();
            return isPostgres(program.replace(" (deleted)", "")) && Files.isSameFile(process.resolve("cwd"), cluster);
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    /** Where there is no /proc (macOS): by the command line, whose -D names the directory. */
    private static boolean byArguments(Path cluster, long pid) {
        Optional<ProcessHandle.Info> info =
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::info);
        return info.flatMap(ProcessHandle.Info::command)
                        .filter(ServerProcess::isPostgres)
                        .isPresent()
                && info.flatMap(ProcessHandle.Info::arguments)
                        .filter(words -> List.of(words).contains(cluster.toString()))
                        .isPresent();
    }

    private static boolean isPostgres(String program) {
        return program.equals("postgres") || program.endsWith("/postgres");
    }
}
