package dev.tributary.webhooks.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an endpoint's attempts succeed, judged by its newest deliveries.
 *
 * @param lastSuccess when the newest one was delivered; empty where none of those looked at was
 * @param firstFailure the first failed attempt since then; empty where none failed
 * @param failures how many attempts have failed since then
 */
public record Health(Optional<Instant> lastSuccess, Optional<Instant> firstFailure, long failures) {
    public static final Health UNKNOWN = new Health(Optional.empty(), Optional.empty(), 0);

    /** Fewer than this in a row are the ordinary troubles of a network. */
    private static final long STREAK = 3;

    /** Since when it fails, where it does. */
    public Optional<Instant> failingSince() {
        return failures >= STREAK ? firstFailure : Optional.empty();
    }
}
