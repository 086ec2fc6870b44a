package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.KnownDestinations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that this node lives, counts the others, and follows what changed of the endpoints whose deliveries wait here. */
final class NodeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Lanes lanes;
    private final NodeRows rows;
    private final FollowEndpoints follow;
    private final OutcomeQueue outcomes;
    private final Doubts doubts;
    private final Instant startedAt;
    private final Shares shares;
    /** What a node silent for so long had begun is over, though clocks differ a little, or its last word hung for a while. */
    private final Duration remembered;

    private final Loop loop;

    NodeLoop(
            Surroundings surroundings,
            DispatchSettings settings,
            Lanes lanes,
            NodeRows rows,
            KnownDestinations known,
            OutcomeQueue outcomes,
            Doubts doubts) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.lanes = lanes;
        this.rows = rows;
        this.follow = new FollowEndpoints(lanes, rows, known, outcomes);
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.startedAt = surroundings.clock().instant();
        Duration over = settings.deadAfter().plus(settings.heartbeat());
        this.shares = new Shares(surroundings.node(), over.plus(settings.attempt()));
        this.remembered = over.plus(longer(settings.attempt(), settings.deadAfter()));
        this.loop = new Loop("node", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /** Before the loops start: this node is there. */
    void join() {
        long nanos = nanos();
        appear();
        say(nanos);
    }

    /**
     * After everything stopped.
     *
     * @param clean whether everything was given back; else this node's row stays, so that the others bury it
     */
    void leave(boolean clean) {
        try {
            if (clean) {
                rows.leave(surroundings.node());
            }
        } catch (RuntimeException e) {
            LOG.atInfo().log("this node could not sign off; the others will notice by its silence");
        } finally {
            rows.close();
        }
    }

    private boolean step() {
        rows.anchor();
        long nanos = nanos();
        if (!lanes.pulse().felt(nanos)) { // the others may have shared out what was this node's
            appear();
        }
        say(nanos);
        follow.run(surroundings.clock().instant());
        outcomes.giveBack(doubts.takeExpired(nanos()));
        return false;
    }

    /** The others see this node before it looks who else is there: of two that come at once, one at least sees both. */
    private void appear() {
        outcomes.giveBack(lanes.follow(shares.begin(), nanos()));
        beat();
        shares.appeared(nanos());
    }

    /** What it knows of the others must be as fresh as its heartbeat. */
    private void say(long nanos) {
        look();
        beat();
        if (shares.isOutdated()) {
            look();
        }
        lanes.pulse().beat(nanos, settings.deadAfter());
    }

    private void look() {
        List<NodeRows.Seen> all = rows.look(surroundings.clock().instant().minus(remembered));
        outcomes.giveBack(lanes.follow(shares.follow(all, nanos()), nanos()));
        if (lanes.areWithinPart()) {
            shares.within();
        }
    }

    private void beat() {
        Set<UUID> counts = shares.writing();
        rows.beat(surroundings.node(), startedAt, surroundings.clock().instant(), counts);
        shares.wrote(counts);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private long nanos() {
        return surroundings.nanoTime().getAsLong();
    }
}
