package dev.tributary.server.page;

import java.util.List;

/**
 * The values of one colour in a chart, from left to right, none negative.
 *
 * @param tone gives the colour
 */
public record Series(String name, Tone tone, List<Long> values) {
    public Series {
        values = List.copyOf(values);
    }

    public long total() {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    long at(int index) {
        return index < values.size() ? values.get(index) : 0;
    }
}
