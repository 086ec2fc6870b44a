package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as the log shows it.
 *
 * @param attempts how many were made
 * @param nextAttemptAt when the next one is due; empty while one is under way, held or finished
 * @param lastOutcome {@code accepted}, {@code rejected}, {@code unreachable} or {@code forbidden}
 * @param reason why it was cancelled, where it was not its owner who did
 * @param payloadKept whether what is sent, and what was sent and answered, is still kept; else it can't be sent again
 * @param replayOf the delivery that this one sends again
 */
public record Delivery(
        DeliveryId id,
        EventId event,
        EndpointId endpoint,
        String topic,
        String subject,
        long sequence,
        State state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Integer> lastStatusCode,
        Optional<String> lastOutcome,
        Optional<String> reason,
        boolean payloadKept,
        Optional<DeliveryId> replayOf,
        Instant createdAt,
        Optional<Instant> finishedAt) {}
