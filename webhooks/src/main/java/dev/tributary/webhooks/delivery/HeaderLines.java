package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers as they lie in a column: one {@code Name: value} line each, in ISO-8859-1 as HTTP reads unknown bytes. */
final class HeaderLines {
    private HeaderLines() {}

    static byte[] write(List<Header> headers) {
        StringBuilder lines = new StringBuilder(64 * headers.size());
        for (Header header : headers) {
            lines.append(header.name())
                    .append(": ")
                    .append(header.value().replace('\n', ' '))
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<Header> read(byte @Nullable [] lines) {
        List<Header> headers = new ArrayList<>();
        if (lines != null) {
            for (String line : new String(lines, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    headers.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
                }
            }
        }
        return headers;
    }
}
