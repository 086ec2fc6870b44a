package dev.tributary.e2e;

import dev.tributary.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A program of {@code docs/examples}, started as its page says, behind a webhook of its own. */
final class Example implements AutoCloseable {
    private static final Path FOLDER =
            Path.of("..", "docs", "examples").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final String webhook;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Example(Path folder, String webhook, Process process) {
        this.folder = folder;
        this.webhook = webhook;
        this.process = process;
    }

    /** Makes the webhook, then starts the program with its secret. */
    static Example start(Api api, int port, List<String> topics, List<String> command, Map<String, String> settings) {
        String url = "http://127.0.0.1:" + port + "/";
        String webhook = api.post("/webhooks", Map.of("url", url, "topics", topics, "format", "standard"))
                .path("id")
                .asString();
        JsonNode secret = api.get("/webhooks/" + webhook + "/secret");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", String.valueOf(port));
        environment.put("WEBHOOK_SECRET", secret.path("verify_with").asString());
        Path folder = emptyFolder();
        Example example = new Example(folder, webhook, begin(folder, command, environment));
        Thread.ofVirtual().name("example-output").start(example::read);
        Await.until(
                PATIENCE,
                command + " to listen",
                () -> example.lines.stream().anyMatch(line -> line.startsWith("listening")));
        return example;
    }

    String webhook() {
        return webhook;
    }

    /** A file that it writes; empty while there is none. */
    List<String> file(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a line of Python beside it and returns what that prints. */
    List<String> python(String line) {
        try {
            Process python = new ProcessBuilder("python3", "-c", line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            return python.inputReader().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process begin(Path folder, List<String> command, Map<String, String> environment) {
        List<String> line = Stream.concat(
                        Stream.of(
                                "python3",
                                "-B",
                                FOLDER.resolve(command.getFirst()).toString()),
                        command.stream().skip(1))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("The examples need python3: apt-get install python3", e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(line -> {
                lines.add(line);
                System.out.println(line);
            });
        } catch (UncheckedIOException | IOException _) {
            // it is gone
        }
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("tributary-example-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
