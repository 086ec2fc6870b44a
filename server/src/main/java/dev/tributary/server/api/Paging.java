package dev.tributary.server.api;

import java.util.Optional;

/**
 * Which page of a list is asked for; a controller's parameter.
 *
 * @param cursor what an earlier page gave as {@code next_cursor}; read it with {@link Cursor}
 * @param limit 1–200 rows, 50 unless told
 */
public record Paging(Optional<String> cursor, int limit) {
    static final int DEFAULT = 50;
    static final int MAX = 200;

    /** The number after which this page begins, for a list in order of numbers. */
    public Optional<Long> afterNumber() {
        return cursor.map(Cursor::number);
    }

    /** One row more than the page's, so that {@link Page#cut} sees whether another follows. */
    public int fetch() {
        return limit + 1;
    }
}
