package dev.tributary.webhooks.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What the owner of a webhook is to be told: that it fails, that it was disabled, or that what waits for it is getting too
 * old.
 *
 * @param percent of what disables it, for a warning; else empty
 * @param cancelledFrom when what has waited for too long begins to be cancelled; empty where that is not what is told
 * @param reason one sentence
 */
public record Notice(
        UUID id,
        AccountId account,
        EndpointId endpoint,
        OptionalInt percent,
        Optional<Instant> cancelledFrom,
        String url,
        String reason,
        Instant at) {
    /** That it fails, or with no percentage that it was disabled. */
    public Notice(
            UUID id,
            AccountId account,
            EndpointId endpoint,
            OptionalInt percent,
            String url,
            String reason,
            Instant at) {
        this(id, account, endpoint, percent, Optional.empty(), url, reason, at);
    }

    /** Whether it tells that the webhook was disabled. */
    public boolean isDisabled() {
        return percent.isEmpty() && cancelledFrom.isEmpty();
    }

    /** Whether it tells that what waits will be cancelled. */
    public boolean isExpiring() {
        return cancelledFrom.isPresent();
    }
}
