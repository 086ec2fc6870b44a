package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * A test URL.
 *
 * @param token the unguessable part of its URL
 * @param answered requests since the answer was set
 * @param lastNumber the number of the newest caught request, 0 before the first
 */
public record Catcher(
        CatcherId id,
        AccountId account,
        String token,
        CannedAnswer answer,
        long answered,
        long lastNumber,
        Instant createdAt) {

    /** How many requests will still get the failing answer, where it is limited to a number of them. */
    public long failuresLeft() {
        return Math.max(0, answer.failTimes().orElse(0) - answered);
    }
}
