package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes due again what dead nodes had leased. Leases have no index, for the happy path would have to enter and leave it,
 * so that finding them reads whole tables: once for each death, when no lease of the dead can be alive any more (see
 * {@link Pulse}), an hour of ids to a statement. The row of a node goes after that; who dies while burying leaves it to
 * the next.
 */
final class BuryNodes {
    private static final Logger LOG = LoggerFactory.getLogger(BuryNodes.class);
    private static final Duration PIECE = Duration.ofHours(1);
    /** By what the nodes' clocks, each anchored to the database's, may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final MoveDeliveries move;
    private final DropDays days;

    BuryNodes(Surroundings surroundings, DispatchSettings settings, MoveDeliveries move, DropDays days) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.move = move;
        this.days = days;
    }

    /** Every other node, where this one is alone: from now on nobody counts them among the living. */
    UUID[] silence(Connection open) throws SQLException {
        return Rows.list(
                        open,
                        "update node set heartbeat_at = to_timestamp(0) where id <> ? returning id",
                        row -> Rows.uuid(row, "id"),
                        surroundings.node())
                .toArray(UUID[]::new);
    }

    /** Those whose leases must all be over. */
    UUID[] dead(Connection open) throws SQLException {
        return Rows.list(
                        open,
                        "select id from node where heartbeat_at <= ? and id <> ?",
                        row -> Rows.uuid(row, "id"),
                        lastBeat(),
                        surroundings.node())
                .toArray(UUID[]::new);
    }

    /**
     * Takes over what they had leased.
     *
     * @param now whether their leases need not be over
     */
    void bury(Connection open, UUID[] dead, boolean now) throws SQLException {
        if (dead.length == 0) {
            return;
        }
        Instant time = surroundings.clock().instant();
        Instant expiredBefore = now ? time.plus(Duration.ofDays(1)) : time;
        int taken = 0;
        for (IdRange ids : IdRange.cut(oldest(time), time.plus(PIECE), PIECE)) {
            taken += move.reclaim(open, dead, ids, expiredBefore);
        }
        Rows.update(open, "delete from node where id = any(?) and (? or heartbeat_at <= ?)", dead, now, lastBeat());
        LOG.atWarn()
                .addKeyValue("nodes", dead.length)
                .addKeyValue("deliveries", taken)
                .log("took over what nodes that are dead had leased");
    }

    private Instant lastBeat() {
        return surroundings
                .clock()
                .instant()
                .minus(settings.deadAfter())
                .minus(settings.lease())
                .minus(LEEWAY);
    }

    /** Nothing unfinished is older than the oldest event, save by what clocks differ. */
    private Instant oldest(Instant now) {
        return days.days("event").stream()
                .map(day -> day.start().minus(PIECE))
                .findFirst()
                .orElse(now.minus(PIECE));
    }
}
