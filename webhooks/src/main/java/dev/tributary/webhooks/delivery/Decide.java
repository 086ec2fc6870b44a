package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.transport.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What follows from an attempt's outcome: a pure function, given the time and chance. */
public final class Decide {
    private static final int GONE = 410;
    private static final Set<Integer> MAY_ASK_TO_WAIT = Set.of(429, 502, 503, 504);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private Decide() {}

    /**
     * Judges an attempt.
     *
     * @param made attempts made, this one included
     */
    public static Verdict after(
            Outcome outcome, int made, RetrySchedule schedule, Instant now, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Accepted _ -> new Verdict.Delivered();
            case Outcome.Interrupted _ -> new Verdict.Uncharged();
            case Outcome.Rejected rejected when rejected.answer().status() == GONE -> new Verdict.Exhausted(true);
            case Outcome.Rejected rejected -> retry(made, schedule, wait(rejected), now, random);
            case Outcome.Unreachable _, Outcome.Forbidden _ -> retry(made, schedule, Duration.ZERO, now, random);
        };
    }

    private static Verdict retry(
            int made, RetrySchedule schedule, Duration atLeast, Instant now, RandomGenerator random) {
        Optional<Duration> delay = schedule.after(made, random);
        if (delay.isEmpty()) {
            return new Verdict.Exhausted(false);
        }
        return new Verdict.RetryAt(now.plus(delay.get().compareTo(atLeast) > 0 ? delay.get() : atLeast));
    }

    private static Duration wait(Outcome.Rejected rejected) {
        if (!MAY_ASK_TO_WAIT.contains(rejected.answer().status())) {
            return Duration.ZERO;
        }
        Duration asked = rejected.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
