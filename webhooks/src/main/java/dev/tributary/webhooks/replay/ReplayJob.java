package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Instant;
import java.util.Optional;

/**
 * A replay of many, as it stands.
 *
 * @param count how many matched when it was made
 * @param done how many deliveries it has made so far
 * @param delivered how many of these arrived while it ran
 * @param failed how many of these were given up or cancelled while it ran; those left when it ends are being retried
 * @param reason why it ended early, one sentence
 * @param askedBy who, such as {@code key_…}
 */
public record ReplayJob(
        ReplayId id,
        EndpointId endpoint,
        ReplayScope scope,
        ReplayState state,
        ReplayCount count,
        long done,
        long delivered,
        long failed,
        Optional<String> reason,
        String askedBy,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
