package dev.tributary.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** The receiver as the driver sees it. */
final class ReceiverProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> replies = new ArrayBlockingQueue<>(10);
    private final int port;
    private volatile Tally tally = new Tally(0, 0);
    private volatile LongConsumer arrived = total -> {};

    private ReceiverProcess(Process process) throws InterruptedException {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("receiver-counts").start(this::listen);
        this.port = Integer.parseInt(reply().substring(Receiver.PORT.length()));
    }

    static ReceiverProcess start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms384m",
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Receiver.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ReceiverProcess(process);
    }

    String url(int endpoint) {
        return origin() + "/hook/" + endpoint;
    }

    /** Where nothing is ever answered. */
    String hangingUrl(int endpoint) {
        return origin() + Receiver.HANG + endpoint;
    }

    /** Where it is counted how many requests there are at once, of each apart. */
    String busyUrl(int endpoint) {
        return origin() + Receiver.BUSY + endpoint;
    }

    /** The most requests that there were at once at any {@link #busyUrl}. */
    int most() throws InterruptedException {
        commands.println("most");
        return Integer.parseInt(reply().substring(Receiver.MOST.length()));
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    long pid() {
        return process.pid();
    }

    Tally tally() {
        return tally;
    }

    /** Whom to tell the number of different ids, some hundred times a second. */
    void onArrived(LongConsumer arrived) {
        this.arrived = arrived;
    }

    /** Forgets all ids. */
    void clear() throws InterruptedException {
        commands.println("clear");
        reply();
        tally = new Tally(0, 0);
    }

    /** When each id first arrived, in microseconds since 1970 by this machine's clock. */
    Map<String, Long> arrivals(Path folder) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "arrivals", ".txt");
        try {
            commands.println("dump " + file.toAbsolutePath());
            reply();
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, Long> read(Path file) throws IOException {
        Map<String, Long> arrivals = new HashMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> List.of(line.split(" ", 2)))
                    .forEach(words -> arrivals.put(words.getFirst(), Long.valueOf(words.getLast())));
        }
        return arrivals;
    }

    private String reply() throws InterruptedException {
        String reply = replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reply == null) {
            throw new IllegalStateException("the receiver does not answer");
        }
        return reply;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Receiver.COUNT)) {
                    count(line.split(" ", 3));
                } else {
                    replies.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(String[] words) {
        tally = new Tally(Long.parseLong(words[1]), Long.parseLong(words[2]));
        arrived.accept(tally.distinct());
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
