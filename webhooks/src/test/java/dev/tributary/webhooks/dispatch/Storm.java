package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.dispatch.SimulatedNode.Part;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What happens while everything may. */
final class Storm {
    private static final int MOST_NODES = 4;
    private static final int SUBJECTS = 4;
    private static final int HEARTBEATS_PERMILLE = 700;
    private static final List<Part> PARTS = List.of(Part.values());

    private final SimulatedWorld world;
    private final Chance chance;
    private final Owners owners;
    private final Receivers receivers;

    Storm(SimulatedWorld world) {
        this.world = world;
        this.chance = world.chance;
        this.owners = new Owners(world.store, world.time);
        this.receivers = new Receivers(world);
        world.start();
        world.start();
    }

    void act() {
        int what = chance.below(1000);
        if (what < 120) {
            publish();
        } else if (what < 260) {
            endTransaction();
        } else if (what < 620) {
            step();
        } else if (what < 820) {
            receivers.answer();
        } else if (what < 940) {
            pass();
        } else if (what < 955) {
            owners.change(chance);
        } else if (what < 990) {
            comeAndGo();
        } else {
            List.copyOf(world.late.keySet()).stream().findFirst().ifPresent(LateCommit::end);
            world.forgetEnded();
        }
    }

    private void step() {
        List<SimulatedNode> awake = world.awake();
        if (!awake.isEmpty()) {
            SimulatedNode node = chance.of(awake);
            Part part = chance.of(PARTS);
            world.note(node.step(part) ? "step" : "vain step", () -> part + " of " + node);
        }
    }

    private void publish() {
        List<SimulatedNode> awake = world.awake();
        if (awake.isEmpty()) {
            return;
        }
        SimulatedNode node = chance.of(awake);
        String subject = "hat:" + chance.below(SUBJECTS);
        if (world.store.isLocked(world.account() + " " + subject)) {
            return; // it would wait
        }
        MemoryTransaction transaction = world.store.transaction();
        try {
            node.pipeline.publish.publish(transaction, events(subject));
            world.note("publish", () -> transaction.rows + " by " + node);
            node.open.add(transaction);
        } catch (DatabaseFault e) {
            world.store.rollBack(transaction);
            transaction.rolledBack();
        }
    }

    private List<NewEvent> events(String subject) {
        byte[] body = {'{', '}'};
        return IntStream.rangeClosed(0, chance.below(3))
                .mapToObj(_ -> new NewEvent(world.account(), SimulatedWorld.TOPIC, subject, body, body))
                .toList();
    }

    /** Committing takes effect first; that its node is told of it may come later, or never. */
    private void endTransaction() {
        List<SimulatedNode> able = world.awake().stream()
                .filter(node -> !node.open.isEmpty() || !node.committed.isEmpty())
                .toList();
        if (able.isEmpty()) {
            return;
        }
        SimulatedNode node = chance.of(able);
        if (node.open.isEmpty() || (!node.committed.isEmpty() && chance.permille(600))) {
            node.committed.removeFirst().committed();
            return;
        }
        MemoryTransaction transaction = node.open.remove(chance.below(node.open.size()));
        int how = chance.below(10);
        world.note("end", () -> transaction.rows + " how " + how + " by " + node);
        if (how < 8) {
            world.store.commit(transaction);
            node.committed.add(transaction);
        } else if (how < 9) {
            world.store.rollBack(transaction);
            transaction.rolledBack();
        } else {
            leaveToTheDatabase(transaction);
            transaction.inDoubt();
        }
    }

    /** Its commit was sent: it takes effect now, later, or never. */
    private void leaveToTheDatabase(MemoryTransaction transaction) {
        if (chance.permille(500)) {
            LateCommit late = world.late();
            boolean takesEffect = chance.permille(700);
            late.atEnd(() -> {
                if (takesEffect) {
                    world.store.commit(transaction);
                } else {
                    world.store.rollBack(transaction);
                }
            });
        } else if (chance.permille(500)) {
            world.store.commit(transaction);
        } else {
            world.store.rollBack(transaction);
        }
    }

    private void pass() {
        int how = chance.below(20);
        if (how < 13) {
            world.pass(chance.upTo(Duration.ofSeconds(3)));
        } else if (how < 18) {
            Instant now = world.time.instant();
            world.pass(world.store.unfinished.values().stream()
                    .filter(row -> row.due != null && row.due.isAfter(now))
                    .map(row -> Duration.between(now, Objects.requireNonNull(row.due)))
                    .min(Duration::compareTo)
                    .orElse(Duration.ofSeconds(10)));
        } else {
            world.pass(chance.upTo(Duration.ofMinutes(2)));
        }
        receivers.timeOut();
        if (chance.permille(HEARTBEATS_PERMILLE)) {
            world.awake().forEach(node -> node.step(Part.NODE));
        }
    }

    private void comeAndGo() {
        SimulatedNode node = chance.of(world.nodes);
        int how = chance.below(10);
        if (how < 4) {
            world.note(node.frozen ? "thaw" : "freeze", () -> node);
            node.frozen = !node.frozen;
        } else if (how < 6) {
            crash(node);
        } else if (world.nodes.size() < MOST_NODES) {
            world.start();
        }
    }

    private void crash(SimulatedNode node) {
        world.note("crash", () -> node);
        world.nodes.remove(node);
        world.left.addAll(node.flights);
        for (MemoryTransaction transaction : node.open) {
            if (chance.permille(200)) {
                leaveToTheDatabase(transaction);
            } else {
                world.store.rollBack(transaction);
            }
        }
        if (world.nodes.isEmpty()) {
            world.start();
        }
    }
}
