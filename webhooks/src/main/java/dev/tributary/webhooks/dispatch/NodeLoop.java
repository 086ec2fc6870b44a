package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.KnownDestinations;
import java.time.Instant;
import java.util.List;
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
        this.shares = new Shares(settings.heartbeat().multipliedBy(2).plus(settings.attempt()));
        this.loop = new Loop("node", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /** Before the loops start: this node is there. */
    void join() {
        beat();
        share();
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
        beat();
        share();
        follow.run(surroundings.clock().instant());
        rows.releaseForgotten();
        outcomes.giveBack(doubts.takeExpired(surroundings.nanoTime().getAsLong()));
        return false;
    }

    private void beat() {
        long nanos = surroundings.nanoTime().getAsLong();
        if (!lanes.pulse().felt(nanos)) { // the others may have shared out what was this node's
            outcomes.giveBack(lanes.follow(shares.begin(Share.UNKNOWN), nanos));
        }
        rows.beat(surroundings.node(), startedAt, surroundings.clock().instant());
        lanes.pulse().beat(nanos, settings.deadAfter());
    }

    /** A newcomer has no share until the others have given up their parts of it, unless there are none. */
    private void share() {
        List<UUID> alive = rows.alive(surroundings.clock().instant().minus(settings.deadAfter()));
        long nanos = surroundings.nanoTime().getAsLong();
        Part part = alive.size() <= 1 && shares.areNew()
                ? shares.begin(Share.ALONE)
                : shares.follow(
                        new Share(Math.max(1, alive.size()), Math.max(0, alive.indexOf(surroundings.node()))), nanos);
        outcomes.giveBack(lanes.follow(part, nanos));
    }
}
