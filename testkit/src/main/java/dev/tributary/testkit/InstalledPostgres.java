package dev.tributary.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the server programs of a PostgreSQL that is installed on this machine. */
final class InstalledPostgres {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int OLDEST = 15;

    private InstalledPostgres() {}

    /** The {@code bin} folder of the oldest one that we support, for that is the one to test against. */
    static Optional<Path> bin() throws IOException {
        return Stream.concat(debian().stream(), onPath())
                .filter(InstalledPostgres::isServer)
                .findFirst();
    }

    private static List<Path> debian() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.filter(folder -> major(folder) >= OLDEST)
                    .sorted(Comparator.comparingInt(InstalledPostgres::major))
                    .map(folder -> folder.resolve("bin"))
                    .toList();
        }
    }

    private static int major(Path folder) {
        try {
            return Integer.parseInt(folder.getFileName().toString());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Stream<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of);
    }

    private static boolean isServer(Path bin) {
        return Stream.of("initdb", "pg_ctl", "postgres").allMatch(name -> Files.isExecutable(bin.resolve(name)));
    }
}
