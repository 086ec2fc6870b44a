package dev.tributary.bench;

import dev.tributary.webhooks.transport.EventLoops;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The receiving end, a process of its own: answers 204 and counts different ids. Below {@code /hang/} it never answers and
 * counts nothing; below {@code /busy/} it takes a moment, and counts how many requests a path has at once. It tells its port
 * and its count on the standard output, obeys {@code clear}, {@code dump FILE} and {@code most} on the standard input, and
 * ends with that.
 */
final class Receiver {
    static final String PORT = "port ";
    static final String COUNT = "count ";
    static final String CLEARED = "cleared";
    static final String DUMPED = "dumped";
    static final String MOST = "most ";
    static final String HANG = "/hang/";
    static final String BUSY = "/busy/";

    private static final long TELL_EVERY_MILLIS = 2;
    private static final long BUSY_MILLIS = 5;
    private static final int EXPECTED = 1 << 20;

    private final InstantSource clock;
    private final PrintStream out;
    private final Map<String, Long> arrivals = HashMap.newHashMap(EXPECTED);
    private long duplicates;
    private long told;
    private final Map<String, Integer> atOnce = new HashMap<>();
    private int most;

    private Receiver(InstantSource clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    /** Runs until the standard input ends, so that it can't outlive the process that started it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Vertx vertx = EventLoops.start(1);
        Receiver receiver = new Receiver(InstantSource.system(), out);
        vertx.runOnContext(_ -> receiver.listen(vertx));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line;
            vertx.runOnContext(_ -> receiver.obey(command));
        }
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private void listen(Vertx vertx) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> receive(vertx, request))
                .listen()
                .onSuccess(server -> out.println(PORT + server.actualPort()));
        vertx.setPeriodic(TELL_EVERY_MILLIS, _ -> tell());
    }

    private void receive(Vertx vertx, HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (path.startsWith(HANG)) {
            return;
        }
        boolean busy = path.startsWith(BUSY);
        if (busy) {
            most = Math.max(most, atOnce.merge(path, 1, Integer::sum));
        }
        request.endHandler(_ -> {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            if (arrivals.putIfAbsent(request.getHeader("webhook-id"), now) != null) {
                duplicates++;
            }
            if (busy) {
                vertx.setTimer(BUSY_MILLIS, _ -> {
                    atOnce.merge(
                            path, -1, Integer::sum); // before the answer, on which the next request may come at once
                    answer(request);
                });
            } else {
                answer(request);
            }
        });
    }

    private static void answer(HttpServerRequest request) {
        var _ = request.response().setStatusCode(204).end();
    }

    private void tell() {
        if (arrivals.size() + duplicates != told) {
            told = arrivals.size() + duplicates;
            out.println(COUNT + arrivals.size() + " " + duplicates);
        }
    }

    private void obey(String command) {
        if (command.equals("clear")) {
            arrivals.clear();
            duplicates = 0;
            told = 0;
            most = 0;
            out.println(CLEARED);
        } else if (command.equals("most")) {
            out.println(MOST + most);
        } else {
            dump(Path.of(command.substring(command.indexOf(' ') + 1)));
            out.println(DUMPED);
        }
    }

    /** An id and the microsecond of its first arrival on each line. */
    private void dump(Path file) {
        List<String> lines = arrivals.entrySet().stream()
                .map(arrival -> arrival.getKey() + " " + arrival.getValue())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new IllegalStateException("the arrivals could not be written to " + file, e);
        }
    }
}
