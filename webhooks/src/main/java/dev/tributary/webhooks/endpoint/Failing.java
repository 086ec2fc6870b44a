package dev.tributary.webhooks.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint whose newest attempts failed.
 *
 * @param since when the first attempt since the last delivered one failed
 * @param failures failed attempts since then; replays don't count
 * @param warned the last warning given to its owner, in percent of what disables it; 0 for none
 * @param warnedAt when that was given
 */
public record Failing(
        AccountId account, EndpointId endpoint, Instant since, int failures, int warned, Optional<Instant> warnedAt) {
    /** Fewer than this in a row are the ordinary troubles of a network. */
    private static final int STREAK = 3;

    /** Whether it fails so often that people should look. */
    public boolean isLasting() {
        return failures >= STREAK;
    }
}
