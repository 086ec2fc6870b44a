package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A test URL.
 *
 * @param name what its owner calls it; empty for none
 * @param token the unguessable part of its URL
 * @param answered requests since the answer was set
 * @param lastNumber the number of the newest caught request, 0 before the first
 * @param lastAt when the newest request came
 */
public record Catcher(
        CatcherId id,
        AccountId account,
        String name,
        String token,
        CannedAnswer answer,
        long answered,
        long lastNumber,
        Optional<Instant> lastAt,
        Instant createdAt) {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    /** How many requests will still get the failing answer, where it is limited to a number of them. */
    public long failuresLeft() {
        return Math.max(0, answer.failTimes().orElse(0) - answered);
    }
}
