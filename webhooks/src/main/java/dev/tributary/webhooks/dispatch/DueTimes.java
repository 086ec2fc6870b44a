package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * When something becomes due, as far as this node knows it: retries of its own attempts, and what it gave back for later.
 * So the due loop looks when there is something to find. What other nodes made due is found by looking anyway, now and
 * then. Safe for many threads.
 */
final class DueTimes {
    /** Times further off than these many are found by looking anyway. */
    private static final int MOST = 10_000;

    private static final long GRAIN_MILLIS = 10;

    private final InstantSource clock;
    private final TreeSet<Long> times = new TreeSet<>();
    private Runnable sooner = () -> {};

    DueTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** Whom to tell of a time that comes before all others. */
    synchronized void onSooner(Runnable sooner) {
        this.sooner = sooner;
    }

    /** Something becomes due then. */
    void add(Instant time) {
        Runnable told = null;
        synchronized (this) {
            long millis = time.toEpochMilli();
            long grain = millis <= clock.millis() ? millis / GRAIN_MILLIS : Math.ceilDiv(millis, GRAIN_MILLIS);
            boolean first = times.isEmpty() || grain < times.first();
            times.add(grain);
            if (times.size() > MOST) {
                times.pollLast();
            }
            if (first) {
                told = sooner;
            }
        }
        if (told != null) {
            told.run();
        }
    }

    /**
     * Forgets what is due now: somebody is about to look.
     *
     * @return whether anything is
     */
    synchronized boolean look() {
        Set<Long> due = times.headSet(clock.millis() / GRAIN_MILLIS, true);
        boolean any = !due.isEmpty();
        due.clear();
        return any;
    }

    /** How long until the next is due, at most this long. */
    synchronized Duration untilNext(Duration most) {
        if (times.isEmpty()) {
            return most;
        }
        long millis = Math.max(0, times.first() * GRAIN_MILLIS - clock.millis());
        return millis < most.toMillis() ? Duration.ofMillis(millis) : most;
    }
}
