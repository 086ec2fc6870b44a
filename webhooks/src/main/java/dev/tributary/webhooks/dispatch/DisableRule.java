package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.Failing;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * When an endpoint that only fails is disabled: after a time without one success, and a number of failed attempts,
 * whichever comes later. Its owner is warned at 50, 70 and 90 percent of that.
 */
public record DisableRule(Duration after, int failures) {
    public static final DisableRule CONTRACT = new DisableRule(Duration.ofDays(5), 20);

    private static final int[] WARNINGS = {90, 70, 50};

    /** When the time without a success is over: the first failure after that disables it, if there were enough. */
    public Instant earliest(Failing failing) {
        return failing.since().plus(after);
    }

    boolean disables(Failing failing, Instant now) {
        return percent(failing, now) >= 100;
    }

    /** The warning that is due now; empty if none is, or it was given. */
    OptionalInt warning(Failing failing, Instant now) {
        int percent = percent(failing, now);
        for (int warning : WARNINGS) {
            if (percent >= warning) {
                return warning > failing.warned() ? OptionalInt.of(warning) : OptionalInt.empty();
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
