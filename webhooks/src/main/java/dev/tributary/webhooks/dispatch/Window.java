package dev.tributary.webhooks.dispatch;

import java.time.Duration;

/**
 * How many requests a receiver is trusted with at once. It starts small and grows by one with each delivery; a receiver
 * that says it is busy, or does not answer, halves it, at most once a second, and from there it grows slowly: by one
 * with each round of deliveries, as TCP does to share a line (RFC 5681). One request at a time that is still too much is
 * spaced out, up to half a minute. Only the lane's owner calls it, under the lock of {@link Lanes}.
 */
final class Window {
    static final int FIRST = 4;
    private static final int MOST = 512;
    private static final long HALVED_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_GAP = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_GAP = Duration.ofSeconds(30).toNanos();

    private double size = FIRST;
    private boolean lowered;
    private long loweredAt;
    private long gap;

    /** Requests at once. */
    int slots() {
        return (int) size;
    }

    /** From one start to the next, at least; 0 unless one at a time was too much. */
    long gapNanos() {
        return gap;
    }

    void delivered() {
        if (gap > 0) {
            gap = gap <= FIRST_GAP ? 0 : gap / 2;
        } else {
            size = Math.min(MOST, size + (lowered ? 1 / size : 1));
        }
    }

    /**
     * It said that it can't keep up.
     *
     * @param allowed what it may have at once by its cap: half of that, or of less, is less than it had
     */
    void busy(int allowed, long now) {
        if (lowered && now - loweredAt < HALVED_EVERY) {
            return; // answers to what was under way when it was lowered say nothing new
        }
        size = Math.min(size, Math.max(1, allowed));
        if (size >= 2) {
            size = size / 2;
        } else {
            size = 1;
            gap = Math.min(LONGEST_GAP, Math.max(FIRST_GAP, gap * 2));
        }
        lowered = true;
        loweredAt = now;
    }
}
