package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.dispatch.SimulatedNode.Part;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What happens while everything may. */
final class Storm {
    private static final int SUBJECTS = 4;
    private static final int HEARTBEATS_PERMILLE = 700;
    private static final int TROUBLES = 25;
    private static final List<Part> WORK = List.of(Part.NODE, Part.DUE, Part.SENDER);
    private static final List<Part> PARTS = List.of(Part.values());

    private final SimulatedWorld world;
    private final Chance chance;
    private final Owners owners;
    private final Receivers receivers;
    private final Replayers replayers;
    private final NodesComeAndGo nodes;

    Storm(SimulatedWorld world) {
        this.world = world;
        this.chance = world.chance;
        this.owners = new Owners(world.store, world.time);
        this.receivers = new Receivers(world);
        this.replayers = new Replayers(world);
        this.nodes = new NodesComeAndGo(world);
        world.start();
        world.start();
    }

    void act() {
        int what = chance.below(1000);
        if (what < 110) {
            publish();
        } else if (what < 240) {
            endTransaction();
        } else if (what < 600) {
            step();
        } else if (what < 780) {
            receivers.answer();
        } else if (what < 800) {
            receivers.fail();
        } else if (what < 910) {
            pass();
        } else if (what < 925) {
            world.look();
            owners.change(chance);
        } else if (what < 940) {
            actRarely();
        } else if (what < 955) {
            replayers.replay();
        } else if (what < 990) {
            nodes.act();
        } else {
            List.copyOf(world.late.keySet()).stream().findFirst().ifPresent(LateCommit::end);
            world.forgetEnded();
        }
        replayers.look();
    }

    private void actRarely() {
        switch (chance.below(5)) {
            case 0 -> beInTrouble();
            case 1 -> world.add();
            default -> {
                AccountId account = world.store.off.stream().findFirst().orElseGet(() -> chance.of(world.accounts));
                boolean on = !world.store.isOn(account);
                world.note("switch", () -> account + (on ? " on" : " off"));
                owners.turn(account, on);
            }
        }
    }

    /** A receiver has a bad time, and a node goes on all the same. */
    private void beInTrouble() {
        receivers.haveABadTime();
        List<SimulatedNode> awake = world.awake();
        if (awake.isEmpty()) {
            return;
        }
        SimulatedNode node = chance.of(awake);
        for (int i = 0; i < TROUBLES; i++) {
            publish();
            endTransaction();
            WORK.forEach(node::step);
            receivers.fail();
            endTransaction();
            node.step(Part.RECORDER);
            pass();
        }
    }

    /** Nodes that are stopping end. */
    void end() {
        nodes.leave();
        replayers.look();
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
        AccountId account = chance.of(world.accounts);
        String topic = chance.permille(300) ? SimulatedWorld.GLOVE : SimulatedWorld.TOPIC;
        String subject = "hat:" + chance.below(SUBJECTS);
        if (node.stopping || world.store.isLocked(account + " " + subject)) {
            return; // it would wait
        }
        MemoryTransaction transaction = world.store.transaction();
        transaction.wanting = world.store.wanting(account, SimulatedWorld.TOPICS.topic(topic), subject);
        try {
            node.pipeline.publish.publish(transaction, events(account, topic, subject));
            world.note("publish", () -> transaction.rows + " by " + node);
            node.open.add(transaction);
        } catch (DatabaseFault e) {
            world.store.rollBack(transaction);
            transaction.rolledBack();
        }
    }

    private List<NewEvent> events(AccountId account, String topic, String subject) {
        byte[] body = {'{', '}'};
        return IntStream.rangeClosed(0, chance.below(3))
                .mapToObj(_ -> new NewEvent(account, topic, subject, body, body))
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
            world.leaveToTheDatabase(transaction);
            transaction.inDoubt();
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
}
