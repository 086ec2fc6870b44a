package dev.tributary.server.notice;

import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Notice;
import java.time.Instant;
import java.util.Optional;

/**
 * What a mail about a webhook is made of.
 *
 * @param on whether webhooks are on for the account
 * @param account the account's name
 * @param failing empty where it was disabled at its first failure
 * @param newest what came of the newest delivery that failed
 * @param installation where all this is
 */
record Facts(
        Notice notice,
        Endpoint endpoint,
        boolean on,
        String account,
        Optional<Failing> failing,
        Optional<Tried> newest,
        Installation installation) {
    /**
     * An attempt.
     *
     * @param brought such as {@code the receiver answered 500}, or one sentence where there was no answer
     */
    record Tried(Instant at, String brought) {}
}
