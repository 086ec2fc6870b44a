package dev.tributary.server.catcher;

import java.time.Duration;

/**
 * How much a catcher takes.
 *
 * @param requests kept per catcher; the oldest go first
 * @param keptFor how long a request is kept
 * @param bodyBytes kept of one body; what is longer is cut and answered 413
 * @param perMinute accepted per catcher, above it 429
 * @param catchers per account
 */
public record CatcherLimits(int requests, Duration keptFor, int bodyBytes, int perMinute, int catchers) {
    public static final CatcherLimits DEFAULT = new CatcherLimits(500, Duration.ofDays(7), 1 << 20, 600, 200);

    public CatcherLimits {
        if (requests < 1
                || keptFor.compareTo(Duration.ofMinutes(1)) < 0
                || bodyBytes < 0
                || perMinute < 1
                || catchers < 1) {
            throw new IllegalArgumentException("a catcher's limits must be positive");
        }
    }
}
