package dev.tributary.server.order;

import dev.tributary.server.api.Fields;
import java.time.Duration;

/**
 * A secret that a shop signs with from now on.
 *
 * @param overlap for how long the one before it fits, too: shops take their time to change over
 */
record NewSecret(String secret, Duration overlap) {
    static final int DEFAULT_HOURS = 24;
    private static final int MOST_HOURS = 24 * 14;

    /** Reads the body of {@code POST /api/v1/sources/{id}/secret/rotate}. */
    static NewSecret from(Fields body) {
        String secret = body.requiredText("secret", 500);
        long hours = body.whole("overlap_hours").orElse((long) DEFAULT_HOURS);
        if (hours < 0 || hours > MOST_HOURS) {
            body.error("overlap_hours", "must be from 0 to " + MOST_HOURS);
        }
        body.done();
        return new NewSecret(secret, Duration.ofHours(hours));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "NewSecret[" + overlap + "]";
    }
}
