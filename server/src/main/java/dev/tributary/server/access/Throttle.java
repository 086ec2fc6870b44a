package dev.tributary.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after failures: not at all after the first {@code free}, then 1 s, 2 s, 4 s … after the latest, and
 * after {@code limit} of them until the window has passed the earliest of these.
 *
 * @param window failures before it are forgotten
 */
record Throttle(Duration window, int free, int limit) {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** One person from one address. */
    static final Throttle PERSON = new Throttle(QUARTER, 4, 10);
    /** One address with whatever names, or one name from wherever: only what no group of people does. */
    static final Throttle CROWD = new Throttle(QUARTER, 100, 100);

    /**
     * How long from now; empty if an attempt may be made.
     *
     * @param failures those within the window, the latest first, at most {@code limit}
     */
    Optional<Duration> wait(List<Instant> failures, Instant now) {
        int count = failures.size();
        Instant until = Instant.MIN;
        if (count >= limit) {
            until = failures.get(limit - 1).plus(window);
        } else if (count > free) {
            until = failures.getFirst().plusSeconds(1L << Math.min(count - free - 1, 30));
        }
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }
}
