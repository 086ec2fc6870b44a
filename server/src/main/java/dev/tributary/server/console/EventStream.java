package dev.tributary.server.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as the browser's EventSource reads them (WHATWG HTML, 9.2). */
final class EventStream {
    /** How long the browser waits before it comes back. */
    private static final int RETRY_MILLIS = 2_000;

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the answer, so that the browser knows at once that it is connected. */
    static EventStream open(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold it back
        EventStream stream = new EventStream(response.getOutputStream());
        stream.write("retry: " + RETRY_MILLIS + "\n\n");
        return stream;
    }

    /**
     * An event that the browser remembers the place of.
     *
     * @param data of any number of lines
     */
    void event(String name, long id, String data) throws IOException {
        write("id: " + id + "\nevent: " + name + "\n" + lines(data) + "\n");
    }

    /** An event of the moment, which a browser that comes back is not told again. */
    void tell(String name, String data) throws IOException {
        write("event: " + name + "\n" + lines(data) + "\n");
    }

    /** The last event: the browser is not to come back. */
    void end(String why) throws IOException {
        tell("end", why);
    }

    /** Keeps proxies from cutting the connection, and finds out whether the browser is still there. */
    void heartbeat() throws IOException {
        write(":\n\n");
    }

    private static String lines(String data) {
        StringBuilder lines = new StringBuilder();
        data.lines().forEach(line -> lines.append("data: ").append(line).append('\n'));
        return lines.isEmpty() ? "data:\n" : lines.toString();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
