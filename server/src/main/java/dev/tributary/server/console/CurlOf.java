package dev.tributary.server.console;

import dev.tributary.server.catcher.CaughtRequest;
import dev.tributary.webhooks.transport.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A caught request as a command for a shell. It is hostile: everything is quoted, nothing of it is read as a file name
 * ({@code @…}), a range ({@code [1-9]}) or an option, and a body that a terminal could act on comes from a download.
 */
final class CurlOf {
    private static final int LONGEST_BODY = 64 << 10;

    /** What curl sets itself. */
    private static final Set<String> OWN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "accept-encoding", "expect");

    private CurlOf() {}

    static String command(CaughtRequest request, String url) {
        StringBuilder command = new StringBuilder("curl --globoff --path-as-is ");
        command.append(request.method().equals("HEAD") ? "--head " : "--request " + quoted(request.method()) + " ");
        command.append(quoted(url));
        for (Header header : request.headers()) {
            if (!OWN.contains(header.name().toLowerCase(Locale.ROOT))) {
                command.append(" \\\n  --header ").append(quoted(line(header)));
            }
        }
        if (request.body().length > 0) {
            command.append(" \\\n  ").append(body(request));
        }
        return command.toString();
    }

    /** A header without a value would be left out if it had its colon. */
    private static String line(Header header) {
        return header.value().isEmpty() ? header.name() + ";" : header.name() + ": " + header.value();
    }

    private static String body(CaughtRequest request) {
        return plain(request.body())
                .map(text -> "--data-raw " + quoted(text))
                .orElse("--data-binary @" + fileName(request));
    }

    /** The name under which its body is downloaded. */
    static String fileName(CaughtRequest request) {
        return "request-" + request.number() + ".bin";
    }

    private static Optional<String> plain(byte[] body) {
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
