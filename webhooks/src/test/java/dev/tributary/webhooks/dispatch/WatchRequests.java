package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Looks at every request that starts: whether its node has the right to it, whether it is its turn, and the cap. */
final class WatchRequests {
    /** By how much two nodes' clocks differ at most. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final SimulatedWorld world;
    private final Map<EndpointId, Integer> caps = new HashMap<>();
    private List<UUID> living = List.of();
    private Instant changedAt = Instant.MIN;

    WatchRequests(SimulatedWorld world) {
        this.world = world;
    }

    void started(SimulatedNode node, Flight flight, int attempt) {
        world.note("request", () -> flight.row() + " by " + node + " attempt " + attempt);
        look();
        mayStart(node, flight);
        isItsTurn(flight.row());
        isWithinCap(flight);
        if (attempt != flight.row().attempts + 1) {
            throw new Violation("attempt " + attempt + " of " + flight.row());
        }
    }

    private void mayStart(SimulatedNode node, Flight flight) {
        MemoryRow row = flight.row();
        Duration takes = Duration.between(flight.startedAt(), flight.deadline());
        Instant until = row.leaseUntil;
        if (until == null
                || !node.id.equals(row.node)
                || until.isBefore(node.clock.instant().plus(takes))) {
            throw new Violation(node + " sends without a lease: " + row);
        }
        if (node.flights.stream()
                .anyMatch(other -> other.row() == row && !other.deadline().isBefore(flight.startedAt()))) {
            throw new Violation(node + " sends twice at once: " + row);
        }
    }

    private void isItsTurn(MemoryRow row) {
        if (world.store.isBehindAnother(row)) {
            throw new Violation("before its predecessor: " + row);
        }
    }

    /** What started before all nodes agreed on who lives may come on top. */
    private void isWithinCap(Flight flight) {
        Instant since = changedAt.equals(Instant.MIN) ? Instant.MIN : changedAt.plus(CLOCKS_DIFFER);
        boolean agreed =
                world.nodes.stream().allMatch(node -> living.contains(node.id) && node.followedAt.isAfter(since));
        Instant agreedAt = world.nodes.stream()
                .map(node -> node.agreedAt(since))
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        long before = world.nodes.stream()
                .flatMap(node -> node.flights.stream())
                .filter(other -> other.endpoint().equals(flight.endpoint()))
                .filter(other -> !other.startedAt().isBefore(agreedAt))
                .count();
        if (agreed && before >= cap(flight.endpoint())) {
            throw new Violation("more than " + before + " at once for " + flight.endpoint());
        }
    }

    private int cap(EndpointId endpoint) {
        return Objects.requireNonNull(world.store.endpoints.get(endpoint))
                .settings
                .maxInFlight();
    }

    /** Takes note of who counts as living, and of the caps. */
    void look() {
        Instant after = world.time.instant().minus(world.settings.deadAfter());
        List<UUID> now = world.store.nodes.entrySet().stream()
                .filter(node -> node.getValue().beat().isAfter(after))
                .map(Map.Entry::getKey)
                .toList();
        boolean changed = !now.equals(living);
        for (EndpointId endpoint : world.store.endpoints.keySet()) {
            changed |= !Integer.valueOf(cap(endpoint)).equals(caps.put(endpoint, cap(endpoint)));
        }
        if (changed) {
            living = now;
            changedAt = world.time.instant();
        }
    }
}
