package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

    private static final long GRAIN_MICROS = 10_000;

    private final InstantSource clock;
    /** In microseconds, as rows have them: a time is never forgotten before it has come. */
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
            long micros = micros(time);
            long due = micros <= micros(clock.instant()) ? micros : Math.ceilDiv(micros, GRAIN_MICROS) * GRAIN_MICROS;
            boolean first = times.isEmpty() || due < times.first();
            times.add(due);
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
     * Forgets what is due at this time: somebody is about to look for what is.
     *
     * @return whether anything is
     */
    synchronized boolean look(Instant now) {
        Set<Long> due = times.headSet(micros(now), true);
        boolean any = !due.isEmpty();
        due.clear();
        return any;
    }

    /** How long until the next is due, at most this long. */
    synchronized Duration untilNext(Duration most) {
        if (times.isEmpty()) {
            return most;
        }
        Duration left = Duration.of(Math.max(0, times.first() - micros(clock.instant())), ChronoUnit.MICROS);
        return left.compareTo(most) < 0 ? left : most;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
