package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Nodes freeze, thaw, crash, stop in good order, and come. */
final class NodesComeAndGo {
    private static final int MOST_NODES = 4;

    private final SimulatedWorld world;

    NodesComeAndGo(SimulatedWorld world) {
        this.world = world;
    }

    void act() {
        SimulatedNode node = world.chance.of(world.nodes);
        int how = world.chance.below(12);
        if (how < 4) {
            world.note(node.frozen ? "thaw" : "freeze", () -> node);
            node.frozen = !node.frozen;
        } else if (how < 6) {
            crash(node);
        } else if (how < 8) {
            if (!node.frozen) {
                stop(node);
            }
        } else if (world.nodes.size() < MOST_NODES) {
            world.start();
        }
    }

    private void crash(SimulatedNode node) {
        world.note("crash", () -> node);
        world.left.addAll(node.flights);
        forget(node);
    }

    /** The first time it lets what is under way end, the second time it waits no longer. */
    private void stop(SimulatedNode node) {
        if (node.stopping) {
            leave(node);
        } else {
            world.note("stop", () -> node);
            node.stop();
        }
    }

    /** Those that are stopping wait no longer. */
    void leave() {
        List.copyOf(world.nodes).stream().filter(node -> node.stopping).forEach(this::leave);
    }

    private void leave(SimulatedNode node) {
        world.note("leave", () -> node);
        List<Flight> flights = List.copyOf(node.flights);
        node.flights.clear();
        flights.forEach(flight -> flight.then()
                .accept(new Outcome.Interrupted(
                        Optional.empty(), Timing.of(Duration.between(flight.startedAt(), world.time.instant())))));
        node.pipeline.recorder.close();
        node.pipeline.leave();
        forget(node);
    }

    private void forget(SimulatedNode node) {
        world.nodes.remove(node);
        for (MemoryTransaction transaction : node.open) {
            if (world.chance.permille(200)) {
                world.leaveToTheDatabase(transaction);
            } else {
                world.store.rollBack(transaction);
            }
        }
        if (world.nodes.isEmpty()) {
            world.start();
        }
    }
}
