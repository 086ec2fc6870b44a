package dev.tributary.server.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data the rows
 * @param next_cursor where the next page begins; null on the last
 */
@SuppressWarnings("MemberName") // the name on the wire
public record Page<T>(List<T> data, @Nullable String next_cursor) {
    /**
     * Cuts a page out of rows that were read with a limit one higher than the page's.
     *
     * @param cursor gives the position after a row
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> page = List.copyOf(rows.subList(0, limit));
        return new Page<>(page, cursor.apply(page.getLast()));
    }

    /** The same page with its rows as the caller sees them. */
    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(data.stream().map(view).toList(), next_cursor);
    }
}
