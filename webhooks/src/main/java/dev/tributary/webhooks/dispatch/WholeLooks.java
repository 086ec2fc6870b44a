package dev.tributary.webhooks.dispatch;

import java.time.Duration;

/**
 * When to look at everything again, where a look at a part is cheap: after a while, counted from the end of the last one,
 * and later where that one was long. So they take up about a tenth of the time at most, until they take seconds. Where
 * one has shown that more is to come they take up half of it: for as long after that as an attempt and its record may
 * take, since what is next may wait for these.
 */
final class WholeLooks {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(30);
    private static final Duration MORE_TO_COME = Duration.ofMinutes(1);
    private static final int TIMES_ITS_LENGTH = 10;

    private boolean any;
    private boolean eager;
    private long seen;
    private long end;
    private long pause;

    /** By the same clock as {@link #took}. */
    boolean isTime(long nanos) {
        return !any || nanos - end >= pause;
    }

    /** Whether more was to come a short while ago, so that what a look at a part does not find may be due. */
    boolean isEager() {
        return eager;
    }

    /** How long until the next, at most this long. */
    Duration until(long nanos, Duration most) {
        return Duration.ofNanos(Math.clamp(pause - (nanos - end), 0, most.toNanos()));
    }

    /** One was made, or failed. */
    void took(long begin, long end) {
        any = true;
        this.end = end;
        eager = eager && end - seen < MORE_TO_COME.toNanos();
        pause = eager
                ? end - begin
                : Math.clamp(TIMES_ITS_LENGTH * (end - begin), EVERY.toNanos(), AT_LEAST_EVERY.toNanos());
    }

    /** The one that has just been made has not seen all that only such a look finds. */
    void moreToCome(long begin) {
        eager = true;
        seen = end;
        pause = end - begin;
    }
}
