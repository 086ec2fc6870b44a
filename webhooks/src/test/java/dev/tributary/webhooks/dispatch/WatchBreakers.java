package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.transport.Outcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Counts failures in a row of each node for each webhook, to know that breakers do open. */
final class WatchBreakers {
    private static final int FAILURES = 20;
    private static final int DELIVERIES = 3;

    private final SimulatedWorld world;
    private final Map<Lane, Row> rows = new LinkedHashMap<>();

    private record Lane(UUID node, EndpointId endpoint) {}

    private static final class Row {
        int failures;
        final Set<DeliveryId> deliveries = new HashSet<>();
    }

    WatchBreakers(SimulatedWorld world) {
        this.world = world;
    }

    void ended(Flight flight, Outcome outcome) {
        Lane lane = new Lane(flight.node(), flight.endpoint());
        if (flight.row().isReplay() || outcome instanceof Outcome.Interrupted) {
            return;
        }
        if (outcome instanceof Outcome.Accepted) {
            rows.remove(lane);
            return;
        }
        Row row = rows.computeIfAbsent(lane, _ -> new Row());
        row.deliveries.add(flight.row().id);
        if (++row.failures == FAILURES && row.deliveries.size() >= DELIVERIES) {
            world.note("breaker", () -> lane);
        }
    }
}
