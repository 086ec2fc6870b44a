package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks at every request that starts: whether its node has the right to it, whether it is its turn, cap and rate. */
final class WatchRequests {
    /** By then every node that lives follows a changed cap, and what began before is over. */
    private static final Duration FOLLOWED = Duration.ofMinutes(1);

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final SimulatedWorld world;
    private final Map<EndpointId, Deque<Limits>> limits = new HashMap<>();
    private final Map<EndpointId, Deque<Start>> starts = new HashMap<>();

    /** What was allowed until then; a rate of 0 is none. */
    private record Limits(int cap, int rate, Instant until) {}

    private record Start(UUID node, Instant at) {}

    WatchRequests(SimulatedWorld world) {
        this.world = world;
    }

    void started(SimulatedNode node, Flight flight, int attempt) {
        world.note("request", () -> flight.row() + " by " + node + " attempt " + attempt);
        look();
        mayStart(node, flight);
        isItsTurn(flight.row());
        isWithinCap(flight);
        isWithinRate(node, flight);
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

    /** Over all nodes, dead ones too, whatever each of them knows of the others. */
    private void isWithinCap(Flight flight) {
        Instant now = world.time.instant();
        long before = Stream.concat(world.left.stream(), world.nodes.stream().flatMap(node -> node.flights.stream()))
                .filter(other -> other.endpoint().equals(flight.endpoint()))
                .filter(other -> !other.deadline().isBefore(now))
                .count();
        if (before >= capLately(flight.endpoint(), now)) {
            throw new Violation("more than " + before + " at once for " + flight.endpoint());
        }
    }

    private int capLately(EndpointId endpoint, Instant now) {
        return lately(endpoint, now).stream().mapToInt(Limits::cap).max().orElseThrow();
    }

    private Deque<Limits> lately(EndpointId endpoint, Instant now) {
        Deque<Limits> lately = limits.getOrDefault(endpoint, new ArrayDeque<>());
        lately.removeIf(was -> was.until().isBefore(now.minus(FOLLOWED)));
        return lately;
    }

    /** Every node may begin one at once, and one that it had saved up. */
    private void isWithinRate(SimulatedNode node, Flight flight) {
        Instant now = world.time.instant();
        int rate = lately(flight.endpoint(), now).stream()
                .mapToInt(Limits::rate)
                .max()
                .orElseThrow();
        if (rate == 0) {
            return;
        }
        Deque<Start> lately = starts.computeIfAbsent(flight.endpoint(), _ -> new ArrayDeque<>());
        lately.add(new Start(node.id, now));
        lately.removeIf(start -> start.at().isBefore(now.minus(WINDOW)));
        long nodes = lately.stream().map(Start::node).distinct().count();
        if (lately.size() > rate * WINDOW.toSeconds() + 2 * nodes) {
            throw new Violation(lately.size() + " within " + WINDOW + " for " + flight.endpoint());
        }
    }

    private EndpointSettings settings(EndpointId endpoint) {
        return Objects.requireNonNull(world.store.endpoints.get(endpoint)).settings;
    }

    /** Takes note of what is allowed. */
    void look() {
        Instant now = world.time.instant();
        for (EndpointId endpoint : world.store.endpoints.keySet()) {
            Deque<Limits> lately = limits.computeIfAbsent(endpoint, _ -> new ArrayDeque<>());
            EndpointSettings allowed = settings(endpoint);
            Limits limit =
                    new Limits(allowed.maxInFlight(), allowed.ratePerSecond().orElse(0), now);
            if (!lately.isEmpty()
                    && lately.getLast().cap() == limit.cap()
                    && lately.getLast().rate() == limit.rate()) {
                lately.removeLast();
            }
            lately.add(limit);
        }
    }
}
