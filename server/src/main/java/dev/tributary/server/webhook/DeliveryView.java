package dev.tributary.server.webhook;

import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param status pending, delivered, retrying, exhausted, held or cancelled
 * @param last_outcome accepted, rejected, unreachable or forbidden; null before the first attempt
 * @param status_reason why it was cancelled, where nobody asked for it
 * @param payload_kept whether its attempts can still be looked at, and it can be replayed
 * @param replay_of the delivery that this one sends again
 */
@SuppressWarnings("MemberName") // the names on the wire
record DeliveryView(
        String id,
        String event_id,
        String webhook_id,
        String topic,
        String subject,
        long sequence,
        String status,
        int attempts,
        @Nullable Instant next_attempt_at,
        @Nullable Integer last_status_code,
        @Nullable String last_outcome,
        @Nullable String status_reason,
        boolean payload_kept,
        @Nullable String replay_of,
        Instant created_at,
        @Nullable Instant finished_at) {
    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id().toString(),
                delivery.event().toString(),
                delivery.endpoint().toString(),
                delivery.topic(),
                delivery.subject(),
                delivery.sequence(),
                delivery.state().text(),
                delivery.attempts(),
                delivery.nextAttemptAt().orElse(null),
                delivery.lastStatusCode().orElse(null),
                delivery.lastOutcome().orElse(null),
                delivery.reason().orElse(null),
                delivery.payloadKept(),
                delivery.replayOf().map(DeliveryId::toString).orElse(null),
                delivery.createdAt(),
                delivery.finishedAt().orElse(null));
    }
}
