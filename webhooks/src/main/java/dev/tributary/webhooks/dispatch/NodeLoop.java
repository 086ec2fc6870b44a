package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this node lives, counts the others, and makes what dead ones left behind due again. A lease is taken over
 * only when it has expired: a frozen node that wakes finds its token gone, and changes nothing.
 */
final class NodeLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(1);

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
    private final Partitions partitions;
    private final ReAnchor reAnchor;
    private final OwnConnection connection;
    private final Instant startedAt;
    private final Loop loop;
    private Instant partitionsAt;
    private long settledAt;

    NodeLoop(
            Surroundings surroundings,
            DispatchSettings settings,
            Lanes lanes,
            MoveDeliveries move,
            FollowEndpoints follow,
            OutcomeQueue outcomes,
            Doubts doubts,
            Partitions partitions,
            ReAnchor reAnchor,
            DataSource source) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.lanes = lanes;
        this.move = move;
        this.follow = follow;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.partitions = partitions;
        this.reAnchor = reAnchor;
        this.connection = new OwnConnection(source);
        this.startedAt = surroundings.clock().instant();
        this.partitionsAt = startedAt;
        this.loop = new Loop("node", settings::heartbeat, this::step);
    }

    Loop loop() {
        return loop;
    }

    /** Before the loops start: this node is there, and so are its partitions. */
    void join(boolean alone) {
        partitions.ensure(surroundings.clock().instant(), settings.daysAhead());
        connection.run(open -> {
            if (alone) {
                takeOver(open);
            }
            beat(open);
            settledAt = surroundings.nanoTime().getAsLong()
                    + settings.heartbeat().multipliedBy(2).toNanos();
            share(open);
            return open;
        });
    }

    /** After everything stopped and was given back. */
    void leave() {
        try {
            connection.run(open -> Rows.update(open, """
                    delete from node n where id = ? and not exists (
                        select 1 from delivery d where d.lease_node = n.id)
                    """, surroundings.node()));
        } catch (RuntimeException e) {
            LOG.atInfo().log("this node could not sign off; the others will notice by its silence");
        } finally {
            connection.close();
        }
    }

    /** Whoever owns the database alone knows that every other node is dead, and need not wait for leases to expire. */
    private void takeOver(Connection open) throws SQLException {
        List<UUID> others = Rows.list(open, "select id from node", row -> Rows.uuid(row, "id"));
        if (others.isEmpty()) {
            return; // looking for leases reads whole tables
        }
        int taken = move.reclaim(
                open,
                others.toArray(UUID[]::new),
                surroundings.clock().instant().plus(Duration.ofDays(1)));
        Rows.update(open, "delete from node where id = any(?)", (Object) others.toArray(UUID[]::new));
        if (taken > 0) {
            LOG.atInfo().addKeyValue("deliveries", taken).log("took over what was under way when the server stopped");
        }
    }

    private boolean step() {
        connection.run(open -> {
            reAnchor.run(open);
            beat(open);
            share(open);
            bury(open);
            follow.run(open, surroundings.clock().instant());
            move.releaseForgotten(open);
            return open;
        });
        outcomes.giveBack(doubts.takeExpired(surroundings.nanoTime().getAsLong()));
        Instant now = surroundings.clock().instant();
        if (!now.isBefore(partitionsAt.plus(PARTITIONS_EVERY))) {
            partitions.ensure(now, settings.daysAhead());
            partitionsAt = now;
        }
        return false;
    }

    private void beat(Connection open) throws SQLException {
        Rows.update(
                open, """
                insert into node (id, started_at, heartbeat_at) values (?, ?, ?)
                on conflict (id) do update set heartbeat_at = excluded.heartbeat_at
                """, surroundings.node(), startedAt, surroundings.clock().instant());
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

    /** A dead node's row goes once no lease of it can be left. */
    private void bury(Connection open) throws SQLException {
        UUID[] dead = Rows.list(
                        open, "select id from node where heartbeat_at <= ?", row -> Rows.uuid(row, "id"), deadBefore())
                .toArray(UUID[]::new);
        if (dead.length == 0) {
            return;
        }
        Instant now = surroundings.clock().instant();
        int taken = move.reclaim(open, dead, now);
        Rows.update(open, """
                delete from node n where id = any(?) and heartbeat_at < ? and not exists (
                    select 1 from delivery d where d.lease_node = n.id)
                """, dead, now.minus(settings.lease()).minus(settings.deadAfter()));
        if (taken > 0) {
            LOG.atWarn().addKeyValue("deliveries", taken).log("took over what dead nodes had leased");
        }
    }

    private Instant deadBefore() {
        return surroundings.clock().instant().minus(settings.deadAfter());
    }
}
