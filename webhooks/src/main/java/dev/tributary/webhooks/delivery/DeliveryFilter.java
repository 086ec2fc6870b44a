package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries to list. Empty means any.
 *
 * @param since created at or after
 * @param until created before
 */
public record DeliveryFilter(
        Set<State> states,
        Set<String> topics,
        Optional<EndpointId> endpoint,
        Optional<EventId> event,
        Optional<Instant> since,
        Optional<Instant> until) {

    public static DeliveryFilter all() {
        return new DeliveryFilter(
                Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, of one endpoint. */
    public DeliveryFilter in(EndpointId one) {
        return new DeliveryFilter(states, topics, Optional.of(one), event, since, until);
    }
}
