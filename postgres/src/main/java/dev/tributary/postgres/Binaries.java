package dev.tributary.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of one PostgreSQL.
 *
 * @param bin the folder that holds {@code initdb}, {@code pg_ctl} and {@code postgres}
 */
record Binaries(Path bin) {
    private static final Pattern MAJOR = Pattern.compile("PostgreSQL\\) (\\d+)");

    static Binaries ready(DataFolder folder, Settings settings, Progress progress) {
        return settings.installed().map(Binaries::installed).orElseGet(() -> {
            Path into = settings.binariesFolder().orElseGet(folder::postgres);
            return new Binaries(new UnpackBinaries(into, progress).unpacked().resolve("bin"));
        });
    }

    private static Binaries installed(Path bin) {
        if (!Files.isExecutable(bin.resolve("initdb"))) {
            throw new PostgresException("There is no PostgreSQL server in " + bin + ": initdb is missing.");
        }
        return new Binaries(bin);
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** The major version, such as 18. */
    int major() {
        String version =
                Command.of(List.of(program("postgres"), "--version")).must("Asking PostgreSQL for its version");
        Matcher matcher = MAJOR.matcher(version);
        if (!matcher.find()) {
            throw new PostgresException("Not a PostgreSQL version: " + version.strip());
        }
        return Integer.parseInt(matcher.group(1));
    }
}
