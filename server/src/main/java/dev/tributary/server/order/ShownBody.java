package dev.tributary.server.order;

import dev.tributary.server.page.Format;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message as people look at it.
 *
 * @param text its beginning where it is too long to look at
 * @param cut of how many bytes {@code text} is the beginning; empty if it is all
 */
public record ShownBody(String text, Optional<String> cut) {
    private static final int LONGEST = 64 << 10;

    /** What is no text is replaced; browsers would drop a NUL. */
    static ShownBody of(byte[] raw) {
        return new ShownBody(
                new String(raw, 0, Math.min(raw.length, LONGEST), StandardCharsets.UTF_8).replace('\0', '␀'),
                raw.length > LONGEST ? Optional.of(Format.bytes(raw.length)) : Optional.empty());
    }
}
