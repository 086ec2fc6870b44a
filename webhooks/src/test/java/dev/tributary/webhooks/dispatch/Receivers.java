package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How requests end. */
final class Receivers {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Duration LONGEST_BAD_TIME = Duration.ofHours(2);

    private final Map<EndpointId, Instant> badUntil = new LinkedHashMap<>();
    private final SimulatedWorld world;

    Receivers(SimulatedWorld world) {
        this.world = world;
    }

    /** One of those under way ends somehow. */
    void answer() {
        List<SimulatedNode> waiting =
                world.awake().stream().filter(node -> !node.flights.isEmpty()).toList();
        if (!waiting.isEmpty()) {
            SimulatedNode node = world.chance.of(waiting);
            Flight flight = node.flights.remove(world.chance.below(node.flights.size()));
            end(flight, isBad(flight) ? failure(took(flight)) : outcome(took(flight)));
        }
    }

    /** One of them answers nothing well for a while. */
    void haveABadTime() {
        EndpointId endpoint = world.chance.of(List.copyOf(world.store.endpoints.keySet()));
        badUntil.put(endpoint, world.time.instant().plus(world.chance.upTo(LONGEST_BAD_TIME)));
        world.note("bad time", () -> endpoint);
    }

    /** Where it is a bad time, what is under way fails fast. */
    void fail() {
        for (SimulatedNode node : world.awake()) {
            for (Flight flight : List.copyOf(node.flights)) {
                if (isBad(flight)) {
                    node.flights.remove(flight);
                    end(flight, failure(took(flight)));
                }
            }
        }
    }

    private boolean isBad(Flight flight) {
        return badUntil.getOrDefault(flight.endpoint(), Instant.MIN).isAfter(world.time.instant());
    }

    private Outcome failure(Timing took) {
        return new Outcome.Rejected(answer(500), Optional.empty(), took);
    }

    /** All of them are accepted. */
    boolean accept(SimulatedNode node) {
        List<Flight> flights = List.copyOf(node.flights);
        node.flights.clear();
        flights.forEach(flight -> end(flight, new Outcome.Accepted(answer(200), took(flight))));
        return !flights.isEmpty();
    }

    /** Nodes that are awake give up what has taken too long. */
    void timeOut() {
        for (SimulatedNode node : world.awake()) {
            for (Flight flight : List.copyOf(node.flights)) {
                if (flight.deadline().isBefore(world.time.instant())) {
                    node.flights.remove(flight);
                    end(flight, unreachable(Outcome.Reason.TIMEOUT, took(flight)));
                }
            }
        }
    }

    private void end(Flight flight, Outcome outcome) {
        world.note("answer", () -> flight.row().id + " " + outcome.getClass().getSimpleName());
        world.breakers.ended(flight, outcome);
        flight.then().accept(outcome);
    }

    private Outcome outcome(Timing took) {
        int how = world.chance.below(100);
        if (how < 55) {
            return new Outcome.Accepted(answer(200), took);
        }
        if (how < 57) {
            return new Outcome.Rejected(answer(410), Optional.empty(), took);
        }
        if (how < 67) {
            return new Outcome.Rejected(answer(429), Optional.of(world.chance.upTo(LONGEST_WAIT)), took);
        }
        if (how < 82) {
            return new Outcome.Rejected(answer(500), Optional.empty(), took);
        }
        if (how < 90) {
            return unreachable(Outcome.Reason.RESET, took);
        }
        return how < 96
                ? unreachable(Outcome.Reason.TIMEOUT, took)
                : new Outcome.Interrupted(Optional.of("our proxy"), took);
    }

    private Timing took(Flight flight) {
        Instant now = world.time.instant();
        return Timing.of(Duration.between(flight.startedAt(), now));
    }

    private static Outcome unreachable(Outcome.Reason reason, Timing took) {
        return new Outcome.Unreachable(reason, "on purpose", Optional.empty(), took);
    }

    private static Answer answer(int status) {
        return new Answer(status, List.of(), new byte[0], false);
    }
}
