package dev.tributary.webhooks.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as it stands.
 *
 * @param statusReason why it is paused or disabled, one sentence for its owner
 * @param version rises with every change, of its secrets too
 */
public record Endpoint(
        EndpointId id,
        AccountId account,
        EndpointSettings settings,
        Status status,
        Optional<String> statusReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
