package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Headers as the tables keep them: one {@code name: value} line each. */
final class HeaderLines {
    private HeaderLines() {}

    static byte[] write(List<Header> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<Header> read(byte[] lines) {
        return text(lines).lines().map(HeaderLines::line).toList();
    }

    private static Header line(String line) {
        int colon = line.indexOf(": ");
        return new Header(line.substring(0, colon), line.substring(colon + 2));
    }

    /** Nothing says in which charset a header is; UTF-8 is the likeliest where the bytes allow it. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
