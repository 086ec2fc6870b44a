package dev.tributary.webhooks.dispatch;

import java.time.Duration;

/**
 * When to look at everything again, where a look at a part is cheap: after a while, counted from the end of the last one,
 * and later where that one was long. So they take up about a tenth of the time at most, until they take seconds.
 */
final class WholeLooks {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(30);
    private static final int TIMES_ITS_LENGTH = 10;

    private boolean any;
    private long end;
    private long pause;

    /** By the same clock as {@link #took}. */
    boolean isTime(long nanos) {
        return !any || nanos - end >= pause;
    }

    /** One was made, or failed. */
    void took(long begin, long end) {
        any = true;
        this.end = end;
        pause = Math.clamp(TIMES_ITS_LENGTH * (end - begin), EVERY.toNanos(), AT_LEAST_EVERY.toNanos());
    }
}
