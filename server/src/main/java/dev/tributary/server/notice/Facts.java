package dev.tributary.server.notice;

import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * What a mail about a webhook is made of.
 *
 * @param account the account's name
 * @param failing empty where it was disabled at its first failure
 * @param newest what came of the newest delivery that failed
 * @param home how browsers reach this installation
 */
record Facts(
        Notice notice,
        Endpoint endpoint,
        String account,
        Optional<Failing> failing,
        Optional<Tried> newest,
        String home) {
    /**
     * An attempt.
     *
     * @param brought such as {@code the receiver answered 500}, or one sentence where there was no answer
     */
    record Tried(Instant at, String brought) {}
}
