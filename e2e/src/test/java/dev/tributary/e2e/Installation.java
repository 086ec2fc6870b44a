package dev.tributary.e2e;

import dev.tributary.server.App;
import dev.tributary.server.app.Program;
import dev.tributary.testkit.Await;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/**
 * A new installation: the program in a process of its own, with its embedded PostgreSQL in an empty folder unless its
 * settings name another.
 */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RECEIVERS = 3;

    private final Path data = emptyFolder();
    private final List<Integer> receivers =
            Stream.generate(Installation::freePort).limit(RECEIVERS).toList();
    private final Map<String, String> environment;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;

    /**
     * Starts it; it is ready when {@link #setUpLink} returns.
     *
     * @param settings beyond those that every test needs
     */
    Installation(Map<String, String> settings) {
        environment = environment(data, receivers, settings);
        process = begin(environment);
        Thread.ofVirtual().name("installation-output").start(this::read);
    }

    /** What the first start prints, to make the first account with. Waits for it. */
    String setUpLink() {
        return Await.value(PATIENCE, "the set-up link", () -> {
            Assertions.assertThat(process.isAlive())
                    .as(String.join("\n", lines))
                    .isTrue();
            return lines.stream()
                    .filter(line -> line.contains("/console/set-up/"))
                    .map(line -> line.substring(line.indexOf("http")))
                    .findFirst();
        });
    }

    String url() {
        return environment.getOrDefault("TRIBUTARY_BASE_URL", "");
    }

    /** Ports of this machine that it sends webhooks to. */
    List<Integer> receivers() {
        return receivers;
    }

    /** Runs another of the program's commands beside it, as an operator does, and returns what it printed last. */
    String command(String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = Program.run(args, environment, out, out);
        String text = printed.toString(StandardCharsets.UTF_8);
        Assertions.assertThat(code).as(text).isZero();
        return text.lines().toList().getLast();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        delete(data);
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

    private static Map<String, String> environment(Path data, List<Integer> receivers, Map<String, String> settings) {
        int port = freePort();
        String targets = receivers.stream().map(to -> "http://127.0.0.1:" + to).collect(Collectors.joining(","));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("TRIBUTARY_PORT", String.valueOf(port));
        environment.put("TRIBUTARY_ADDRESS", "127.0.0.1");
        environment.put("TRIBUTARY_BASE_URL", "http://127.0.0.1:" + port);
        environment.put("TRIBUTARY_DATA", data.toString());
        environment.put("TRIBUTARY_ALLOW_TARGETS", targets);
        environment.put("TRIBUTARY_DEVELOPMENT", "true"); // for the page of components
        return environment;
    }

    private static Process begin(Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx320m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        App.class.getName(),
                        "start")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIBUTARY_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("tributary-e2e-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
