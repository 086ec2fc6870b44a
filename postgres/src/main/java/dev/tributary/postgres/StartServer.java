package dev.tributary.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the server of a cluster and waits until it takes connections. */
record StartServer(DataFolder folder, Binaries binaries, RunAs runAs, Map<String, String> options) {
    private static final long LOG_LIMIT = 10_000_000;
    /** Seconds; long, because recovery after a crash of a busy server is part of the start. */
    private static final int LIMIT = 600;

    Postmaster start(int port) throws IOException {
        List<String> words = ServerOptions.words(port, options);
        requireDurable(words);
        prepareLog();
        Command.Result result = runAs.command(List.of(
                        binaries.program("pg_ctl"),
                        "start",
                        "-w",
                        "-t",
                        Integer.toString(LIMIT),
                        "-D",
                        folder.cluster().toString(),
                        "-l",
                        folder.log().toString(),
                        "-o",
                        ServerOptions.quoted(words)))
                .run();
        return Postmaster.of(folder.cluster())
                .filter(server -> result.ok() && server.port() == port)
                .orElseThrow(() -> new PostgresException("PostgreSQL did not start: " + reason(result)));
    }

    /** What the server itself makes of its command line and all its configuration files. */
    private void requireDurable(List<String> words) {
        ServerOptions.DURABLE.forEach((name, value) -> {
            List<String> question = new ArrayList<>(List.of(
                    binaries.program("postgres"),
                    "-C",
                    name,
                    "-D",
                    folder.cluster().toString()));
            question.addAll(words);
            String answer = runAs.command(question)
                    .must("Reading PostgreSQL's configuration")
                    .strip();
            if (!answer.equals(value)) {
                throw new PostgresException("PostgreSQL would run with " + name + " = " + answer
                        + ", and then a commit could be lost: correct " + folder.cluster() + "/postgresql.conf.");
            }
        });
    }

    private void prepareLog() throws IOException {
        Path log = folder.log();
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, SecretFile.OWNER_ONLY); // a failing statement is logged with its values
        }
        runAs.give(log);
    }

    private String reason(Command.Result result) {
        try {
            List<String> lines = Files.readAllLines(folder.log());
            return lines.reversed().stream()
                            .limit(20)
                            .filter(line -> line.contains("FATAL"))
                            .findFirst()
                            .orElseGet(result::reason)
                    + " (see " + folder.log() + ")";
        } catch (IOException e) {
            return result.reason();
        }
    }
}
