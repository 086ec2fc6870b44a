package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.dispatch.SimulatedNode.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The storm is over: the database answers, receivers accept, loops run. What is left then is lost. */
final class Calm {
    private static final int ROUNDS = 400;
    private static final Duration TICK = Duration.ofSeconds(2);

    private final SimulatedWorld world;
    private final Receivers receivers;

    Calm(SimulatedWorld world) {
        this.world = world;
        this.receivers = new Receivers(world);
    }

    void run() {
        world.calm();
        List.copyOf(world.late.keySet()).forEach(LateCommit::end);
        world.nodes.forEach(this::wake);
        for (int round = 0; round < ROUNDS; round++) {
            work();
            if (isOver()) {
                return;
            }
            world.pass(untilNext());
        }
        throw new Violation("left undone: "
                + world.store.unfinished.values().stream()
                        .filter(row -> !isHeldForGood(row))
                        .toList()
                + ", not idle: "
                + world.nodes.stream().filter(node -> !node.isIdle()).toList());
    }

    private void wake(SimulatedNode node) {
        node.frozen = false;
        node.committed.forEach(MemoryTransaction::committed);
        for (MemoryTransaction transaction : node.open) {
            world.store.commit(transaction);
            transaction.committed();
        }
        node.committed.clear();
        node.open.clear();
    }

    private void work() {
        for (Part part : List.of(Part.NODE, Part.TEND, Part.DUE)) {
            world.nodes.forEach(node -> node.step(part));
        }
        boolean more = true;
        while (more) {
            more = false;
            world.nodes.forEach(node -> node.step(Part.SENDER));
            for (SimulatedNode node : world.nodes) {
                more |= receivers.accept(node);
                node.step(Part.RECORDER);
            }
        }
        world.nodes.forEach(node -> node.step(Part.RECORDER));
    }

    private boolean isOver() {
        return world.nodes.stream().allMatch(SimulatedNode::isIdle)
                && world.store.unfinished.values().stream().allMatch(this::isHeldForGood);
    }

    /** Born due while its endpoint was paused elsewhere, it may wait for its turn behind what is held. */
    private boolean isHeldForGood(MemoryRow row) {
        MemoryEndpoint endpoint = Objects.requireNonNull(world.store.endpoints.get(row.born.endpoint()));
        return !world.store.isOpen(endpoint)
                && !endpoint.deleted
                && (row.state == State.HELD || (row.due != null && world.store.isBehindAnother(row)));
    }

    /** A tick while somebody holds something; else until something is due. */
    private Duration untilNext() {
        Instant now = world.time.instant();
        boolean held = world.nodes.stream().anyMatch(node -> !node.isIdle())
                || world.store.unfinished.values().stream().anyMatch(row -> row.leaseUntil != null);
        if (held) {
            return TICK;
        }
        return world.store.unfinished.values().stream()
                .filter(row -> row.due != null)
                .map(row -> Duration.between(now, Objects.requireNonNull(row.due)))
                .filter(wait -> wait.compareTo(TICK) > 0)
                .min(Duration::compareTo)
                .orElse(TICK);
    }
}
