package dev.tributary.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One start of the built server, with the options that the launcher gives it, on a data folder of its own. */
final class ServerRun implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int POSTMASTER_DEPTH = 4;

    private final Path data;
    private final Process process;
    private final double seconds;

    private ServerRun(Path data, Process process, double seconds) {
        this.data = data;
        this.process = process;
        this.seconds = seconds;
    }

    /** Returns once it is ready. */
    static ServerRun start(Path application, Path data) throws IOException {
        int port = freePort();
        long begin = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command(application));
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIBUTARY_"));
        builder.environment().put("TRIBUTARY_DATA", data.toString());
        builder.environment().put("TRIBUTARY_ADDRESS", "127.0.0.1");
        builder.environment().put("TRIBUTARY_PORT", Integer.toString(port));
        Path log = data.resolveSibling("server.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!awaitReady(process, URI.create("http://127.0.0.1:" + port + "/readyz"))) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not get ready; it said:\n" + Files.readString(log));
        }
        return new ServerRun(data, process, (System.nanoTime() - begin) / 1e9);
    }

    static boolean isCached(Path application) {
        return Files.exists(application.resolve("server.aot"));
    }

    private static List<String> command(Path application) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        if (isCached(application)) {
            words.add("-XX:AOTCache=" + application.resolve("server.aot"));
        }
        words.addAll(List.of("-jar", application.resolve("server.jar").toString(), "start"));
        return words;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean awaitReady(Process process, URI ready) {
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, request)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    return false;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
            return true;
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", e);
        }
    }

    StartFigures.Start figures() throws IOException {
        return new StartFigures.Start(seconds, Memory.resident(process.pid()), Memory.tree(postmaster()));
    }

    private long postmaster() throws IOException {
        try (Stream<Path> files = Files.find(data, POSTMASTER_DEPTH, (path, _) -> path.endsWith("postmaster.pid"))) {
            Path file = files.findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    /** Stops it gently and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
