package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long to wait after a fault of our own, such as a proxy that is down: as long as the trouble has lasted, from a
 * second to a minute. So a short one is over soon, and a long one costs little. Safe for many threads.
 */
final class OwnFaults {
    private static final long NONE = 0;
    private static final long LEAST = Duration.ofSeconds(1).toNanos();
    private static final long MOST = Duration.ofMinutes(1).toNanos();

    private final AtomicLong since = new AtomicLong(NONE);

    /** Another one. */
    Duration pause(long now) {
        since.compareAndSet(NONE, now == NONE ? 1 : now);
        return Duration.ofNanos(Math.clamp(now - since.get(), LEAST, MOST));
    }

    /** Whether the last attempt was no fault of ours, so that another one is news. */
    boolean areOver() {
        return since.get() == NONE;
    }

    /** An attempt came to an end that was not our doing. */
    void over() {
        if (since.get() != NONE) {
            since.set(NONE);
        }
    }
}
