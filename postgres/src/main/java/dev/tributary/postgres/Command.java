package dev.tributary.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a PostgreSQL tool, from start to exit. */
record Command(List<String> words, String input, Duration limit) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    static Command of(List<String> words) {
        return new Command(words, "", LIMIT);
    }

    Command withInput(String text) {
        return new Command(words, text, limit);
    }

    /**
     * What came back.
     *
     * @param status exit status, 0 for success
     * @param output standard output and error together
     */
    record Result(int status, String output) {
        boolean ok() {
            return status == 0;
        }

        /** The most telling line, for a message of one line. */
        String reason() {
            List<String> lines = output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.stream()
                    .filter(line -> line.contains("FATAL") || line.contains("error:"))
                    .findFirst()
                    .orElseGet(() -> lines.isEmpty() ? "exit status " + status : lines.getLast());
        }
    }

    /** Runs it and fails with one line unless it exits with 0. */
    String must(String doing) {
        Result result = run();
        if (!result.ok()) {
            throw new PostgresException(doing + " failed: " + result.reason());
        }
        return result.output();
    }

    /** Input and output go through files: the server that pg_ctl leaves behind would keep a pipe open for ever. */
    Result run() {
        try {
            Path out = Files.createTempFile("tributary-", ".out");
            Path in = Files.createTempFile("tributary-", ".in");
            try {
                Files.writeString(in, input);
                return new Result(exitStatus(in, out), new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
            } finally {
                Files.delete(in);
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new PostgresException(words.getFirst() + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("Interrupted while waiting for " + words.getFirst(), e);
        }
    }

    private int exitStatus(Path in, Path out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PostgresException(words.getFirst() + " did not finish within " + limit.toSeconds() + " s.");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
