package dev.tributary.server.console;

import dev.tributary.server.page.Format;

/**
 * How many deliveries of a webhook are held.
 *
 * @param count never over {@link #MOST}
 */
public record HeldCount(int count) {
    static final int MOST = 100_000;

    public boolean isEmpty() {
        return count == 0;
    }

    /** Such as {@code 1 delivery}, {@code 214 deliveries}. */
    public String words() {
        return count == 1 ? "1 delivery" : (count >= MOST ? "at least " : "") + Format.count(count) + " deliveries";
    }
}
