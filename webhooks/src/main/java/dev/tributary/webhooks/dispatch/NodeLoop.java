package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that this node lives, counts the others, and follows what changed of the endpoints whose deliveries wait here. */
final class NodeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);

    /** Anchors a clock to the database's. */
    interface ReAnchor {
        void run(Connection connection) throws SQLException;
    }

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Lanes lanes;
    private final MoveDeliveries move;
    private final FollowEndpoints follow;
    private final OutcomeQueue outcomes;
    private final Doubts doubts;
    private final ReAnchor reAnchor;
    private final OwnConnection connection;
    private final Instant startedAt;
    private final Loop loop;
    private long settledAt;

    NodeLoop(
            Surroundings surroundings,
            DispatchSettings settings,
            Lanes lanes,
            MoveDeliveries move,
            FollowEndpoints follow,
            OutcomeQueue outcomes,
            Doubts doubts,
            ReAnchor reAnchor,
            DataSource source) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.lanes = lanes;
        this.move = move;
        this.follow = follow;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.reAnchor = reAnchor;
        this.connection = new OwnConnection(source);
        this.startedAt = surroundings.clock().instant();
        this.loop = new Loop("node", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /** Before the loops start: this node is there. */
    void join() {
        connection.run(open -> {
            beat(open);
            settledAt = surroundings.nanoTime().getAsLong()
                    + settings.heartbeat().multipliedBy(2).toNanos();
            share(open);
            return open;
        });
    }

    /**
     * After everything stopped.
     *
     * @param clean whether everything was given back; else this node's row stays, so that the others bury it
     */
    void leave(boolean clean) {
        try {
            if (clean) {
                connection.run(open -> Rows.update(open, "delete from node where id = ?", surroundings.node()));
            }
        } catch (RuntimeException e) {
            LOG.atInfo().log("this node could not sign off; the others will notice by its silence");
        } finally {
            connection.close();
        }
    }

    private boolean step() {
        connection.run(open -> {
            reAnchor.run(open);
            beat(open);
            share(open);
            follow.run(open, surroundings.clock().instant());
            move.releaseForgotten(open);
            return open;
        });
        outcomes.giveBack(doubts.takeExpired(surroundings.nanoTime().getAsLong()));
        return false;
    }

    private void beat(Connection open) throws SQLException {
        long nanos = surroundings.nanoTime().getAsLong();
        Rows.update(
                open, """
                insert into node (id, started_at, heartbeat_at) values (?, ?, ?)
                on conflict (id) do update set heartbeat_at = excluded.heartbeat_at
                """, surroundings.node(), startedAt, surroundings.clock().instant());
        lanes.pulse().beat(nanos, settings.deadAfter());
    }

    /**
     * The others give up their parts of a newcomer's share with their next heartbeat, so it waits for two of them: an
     * endpoint's cap holds while nodes come and go.
     */
    private void share(Connection open) throws SQLException {
        List<UUID> alive = Rows.list(
                open,
                "select id from node where heartbeat_at > ? order by id",
                row -> Rows.uuid(row, "id"),
                deadBefore());
        boolean settled = alive.size() <= 1 || surroundings.nanoTime().getAsLong() - settledAt >= 0;
        Share share = settled
                ? new Share(Math.max(1, alive.size()), Math.max(0, alive.indexOf(surroundings.node())))
                : Share.UNKNOWN;
        outcomes.giveBack(lanes.follow(share, surroundings.nanoTime().getAsLong()));
    }

    private Instant deadBefore() {
        return surroundings.clock().instant().minus(settings.deadAfter());
    }
}
