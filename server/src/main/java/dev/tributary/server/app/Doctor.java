package dev.tributary.server.app;

import dev.tributary.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "doctor", description = "Look at all that a start needs, and say how to fix what is missing.")
final class Doctor implements Callable<Integer> {
    private static final int JDK = 25;
    private static final long ENOUGH_DISK = 1L << 30;

    private final Console console;

    Doctor(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Config config = console.config();
        List<Finding> findings = List.of(
                jdk(),
                folder(config),
                disk(config),
                Finding.of("port", () -> port(config)),
                Finding.of("master key", () -> key(config)),
                Finding.of("database", () -> database(config)),
                Finding.of("mail", () -> mail(config)));
        findings.forEach(console.out()::println);
        return findings.stream().allMatch(Finding::well) ? 0 : 1;
    }

    private static Finding jdk() {
        int version = Runtime.version().feature();
        return version >= JDK
                ? Finding.well("JDK", Runtime.version().toString())
                : Finding.ill("JDK", "is " + version + ": install a JDK " + JDK + ", or set JAVA_HOME to one.");
    }

    private static Finding folder(Config config) {
        Path existing = existing(config.data());
        return Files.isDirectory(existing) && Files.isWritable(existing)
                ? Finding.well("data folder", config.data().toString())
                : Finding.ill("data folder", existing + " can't be written: set TRIBUTARY_DATA to a folder of yours.");
    }

    private static Finding disk(Config config) {
        long free = existing(config.data()).toFile().getUsableSpace();
        String text = "%.1f GiB free".formatted(free / (double) (1 << 30));
        return free >= ENOUGH_DISK
                ? Finding.well("disk", text)
                : Finding.ill("disk", text + ": free at least 1 GiB, or set TRIBUTARY_DATA to another disk.");
    }

    private static Finding port(Config config) {
        if (EmbeddedPostgres.connectionOf(config.data()).isPresent()) {
            return Finding.well("port", config.port() + " (not looked at: a server runs on this data folder)");
        }
        Ports.requireFree(config);
        return Finding.well("port", config.port() + " is free");
    }

    private static Finding key(Config config) {
        return MasterKey.existing(config).isPresent()
                ? Finding.well("master key", "is there; keep a copy of it apart from the database's back-ups")
                : Finding.well("master key", "will be made by the first start");
    }

    private static Finding mail(Config config) {
        return Finding.well(
                "mail",
                MailWiring.server(config)
                        .map(server -> "goes to " + server + " (not asked)")
                        .orElse("is not sent: no TRIBUTARY_SMTP_URL is set, so the console alone tells of webhooks"));
    }

    private static Finding database(Config config) {
        try (Database database = OpenDatabase.forCommand(config)) {
            Schema schema = new Schema(database.unhurried());
            if (schema.isNewer()) {
                return Finding.ill("database", "was written by a newer Tributary: start that version.");
            }
            int pending = schema.pending();
            return Finding.well(
                    "database",
                    "answers; schema " + schema.applied()
                            + (pending == 0
                                    ? ", up to date"
                                    : ", " + pending + " migrations to come at the next start"));
        }
    }

    /** The folder, or the nearest one above it that exists. */
    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
