package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery row about to be inserted with its event.
 *
 * @param event index of its event in the same insert
 * @param birth how it starts
 * @param orderKey its subject, where its endpoint asked for order
 */
public record Born(
        DeliveryId id, int event, EndpointId endpoint, Format format, Birth birth, Optional<String> orderKey) {
    /** How a delivery starts. */
    public sealed interface Birth {
        /** To this node: it is sent as soon as the transaction has committed. */
        record WithLease(Instant until) implements Birth {}

        record Due(Instant time) implements Birth {}

        /** Its endpoint is paused or disabled. */
        record Held() implements Birth {}
    }
}
