package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.Failing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When an endpoint that only fails is disabled: after a time without one success, and a number of failed attempts,
 * whichever comes later. Its owner is warned at 50, 70 and 90 percent of that. Failures come in bursts, and many make up
 * for what was missing within a second: so it takes a while since the last warning, too.
 *
 * @param warning how long before the end the last warning comes at least; less than the last tenth of the time, so that it
 *     is over where time decides
 */
public record DisableRule(Duration after, int failures, Duration warning) {
    public static final DisableRule CONTRACT = new DisableRule(Duration.ofDays(5), 20, Duration.ofHours(6));

    private static final int LAST = 90;
    private static final int[] WARNINGS = {LAST, 70, 50};

    /** When the time without a success is over: the first failure after that disables it, if there were enough. */
    public Instant earliest(Failing failing) {
        Instant over = failing.since().plus(after);
        return lastWarning(failing)
                .map(given -> given.plus(warning))
                .filter(over::isBefore)
                .orElse(over);
    }

    boolean disables(Failing failing, Instant now) {
        return percent(failing, now) >= 100 && lastWarning(failing).isPresent() && !now.isBefore(earliest(failing));
    }

    private static Optional<Instant> lastWarning(Failing failing) {
        return failing.warnedAt().filter(_ -> failing.warned() >= LAST);
    }

    /** The warning that is due now; empty if none is, or it was given. */
    OptionalInt warning(Failing failing, Instant now) {
        int percent = percent(failing, now);
        for (int next : WARNINGS) {
            if (percent >= next) {
                return next > failing.warned() ? OptionalInt.of(next) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private int percent(Failing failing, Instant now) {
        long time = Duration.between(failing.since(), now).toMillis() * 100 / after.toMillis();
        long count = failing.failures() * 100L / failures;
        return Math.clamp(Math.min(time, count), 0, 100);
    }
}
