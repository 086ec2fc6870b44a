package dev.tributary.server.testing;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Server-sent events, line by line as they come. Closing it leaves, as a browser does. */
public final class EventLines implements AutoCloseable {
    private static final String END = "(the end)";

    private final int status;
    private final Stream<String> lines;
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

    EventLines(HttpResponse<Stream<String>> response) {
        this.status = response.statusCode();
        this.lines = response.body();
        Thread.ofVirtual().start(() -> {
            try {
                lines.forEach(arrived::add);
            } catch (UncheckedIOException cut) {
                // an end like any other
            }
            arrived.add(END);
        });
    }

    public int status() {
        return status;
    }

    /** Waits for a line that begins like this and passes over those before it; the rest of the line. */
    public String await(String beginning) {
        for (String line = next(); !line.equals(END); line = next()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new AssertionError("the stream ended before " + beginning);
    }

    /** Waits for the end; what came before it and was not awaited. */
    public String awaitEnd() {
        StringBuilder rest = new StringBuilder();
        for (String line = next(); !line.equals(END); line = next()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    private String next() {
        try {
            String line = arrived.poll(30, TimeUnit.SECONDS);
            Assertions.assertThat(line).as("a line within 30 s").isNotNull();
            return String.valueOf(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
