package dev.tributary.server.console;

import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Bytes and headers as text to look at. All of it is hostile: templates write it as text and nothing else. */
final class Shown {
    private static final int MOST = 256 << 10;

    private Shown() {}

    /** A body as UTF-8, cut where it is too long for a page; what is no text is replaced. */
    static String body(byte[] bytes) {
        int length = Math.min(bytes.length, MOST);
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8).replace('\0', '␀');
        return length == bytes.length ? text : text + "\n… (cut here: " + bytes.length + " bytes in all)";
    }

    /** JSON with line breaks, or the body as it is. */
    static String pretty(byte[] bytes) {
        try {
            return bytes.length > MOST ? body(bytes) : Json.pretty(bytes).replace('\0', '␀');
        } catch (Problem noJson) {
            return body(bytes);
        }
    }

    static String head(String first, List<Header> headers) {
        return first + "\n"
                + headers.stream()
                        .map(header -> header.name() + ": " + header.value())
                        .collect(Collectors.joining("\n"))
                        .replace('\0', '␀');
    }

    /** The request as a command for a shell. */
    static String curl(String url, List<Header> headers, byte[] body) {
        String lines = headers.stream()
                .filter(header -> !header.name().equalsIgnoreCase("content-length"))
                .map(header -> " \\\n  -H " + quoted(header.name() + ": " + header.value()))
                .collect(Collectors.joining());
        return "curl -X POST " + quoted(url) + lines + " \\\n  --data-binary "
                + quoted(new String(body, StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
