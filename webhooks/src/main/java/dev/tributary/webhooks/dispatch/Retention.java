package dev.tributary.webhooks.dispatch;

import java.time.Duration;

/**
 * How long things are kept; what is older goes by whole days (UTC).
 *
 * @param payloads events with their bodies, and attempts with what was sent and answered; at least a day
 * @param outcomes deliveries with what became of them; at least as long as payloads
 */
public record Retention(Duration payloads, Duration outcomes) {
    /** Each day is a partition of its own, and thousands of those would slow everything down. */
    public static final Duration LONGEST = Duration.ofDays(400);

    public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Duration.ofDays(90));

    public Retention {
        if (payloads.compareTo(Duration.ofDays(1)) < 0 || outcomes.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("things are kept for 1 to 400 days");
        }
        if (outcomes.compareTo(payloads) < 0) {
            throw new IllegalArgumentException("outcomes are kept at least as long as payloads");
        }
    }
}
