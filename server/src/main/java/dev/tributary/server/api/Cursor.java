package dev.tributary.server.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Opaque positions in lists: the sort key of the last row seen, base64url. */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** A position from the parts of a sort key. */
    public static String of(String... parts) {
        byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A position in a list in order of numbers. */
    public static String of(long number) {
        return of("n", Long.toString(number));
    }

    /**
     * The parts of a position.
     *
     * @param count how many there must be
     * @throws Problem 400 if it has another number of them or is none of ours
     */
    public static List<String> parts(String cursor, int count) {
        if (cursor.length() > 1000) {
            throw malformed();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            if (parts.size() != count) {
                throw malformed();
            }
            return parts;
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /**
     * The number in a position made by {@link #of(long)}.
     *
     * @throws Problem 400 if there is none
     */
    public static long number(String cursor) {
        List<String> parts = parts(cursor, 2);
        if (!parts.getFirst().equals("n") || !parts.getLast().matches("-?[0-9]{1,18}")) {
            throw malformed();
        }
        return Long.parseLong(parts.getLast());
    }

    /** What to throw where a part can't be read. */
    public static Problem malformed() {
        return Problem.badParameter("cursor", "must be the next_cursor of an earlier page");
    }
}
