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
    private final Loop loop;
    private long settledAt;

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
        this.loop = new Loop("node", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /** Before the loops start: this node is there. */
    void join() {
        beat();
        settledAt = surroundings.nanoTime().getAsLong()
                + settings.heartbeat().multipliedBy(2).toNanos();
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
        rows.beat(surroundings.node(), startedAt, surroundings.clock().instant());
        lanes.pulse().beat(nanos, settings.deadAfter());
    }

    /**
     * The others give up their parts of a newcomer's share with their next heartbeat, so it waits for two of them: an
     * endpoint's cap holds while nodes come and go.
     */
    private void share() {
        List<UUID> alive = rows.alive(surroundings.clock().instant().minus(settings.deadAfter()));
        boolean settled = alive.size() <= 1 || surroundings.nanoTime().getAsLong() - settledAt >= 0;
        Share share = settled
                ? new Share(Math.max(1, alive.size()), Math.max(0, alive.indexOf(surroundings.node())))
                : Share.UNKNOWN;
        outcomes.giveBack(lanes.follow(share, surroundings.nanoTime().getAsLong()));
    }
}
