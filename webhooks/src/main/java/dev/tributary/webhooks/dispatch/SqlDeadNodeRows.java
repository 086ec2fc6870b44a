package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** {@link DeadNodeRows} in PostgreSQL, on the connection of its loop; an hour of ids to a statement. */
final class SqlDeadNodeRows implements DeadNodeRows {
    private static final Duration PIECE = Duration.ofHours(1);

    private final OwnConnection connection;
    private final MoveDeliveries move;
    private final DropDays days;

    SqlDeadNodeRows(OwnConnection connection, MoveDeliveries move, DropDays days) {
        this.connection = connection;
        this.move = move;
        this.days = days;
    }

    @Override
    public List<UUID> silence(UUID besides, Others others) {
        return connection.run(open -> Rows.list(
                open,
                "update node set heartbeat_at = to_timestamp(0) where id <> ? and (? or id = any(?)) returning id",
                row -> Rows.uuid(row, "id"),
                besides,
                others.none(),
                others.dead().toArray(UUID[]::new)));
    }

    @Override
    public List<UUID> dead(UUID besides, Instant lastBeat) {
        return connection.run(open -> Rows.list(
                open,
                """
                select id from node
                where heartbeat_at <= ? and id <> ? and (buried_xid is null
                    or buried_xid < pg_snapshot_xmin(pg_current_snapshot())
                    or buried_xid > pg_snapshot_xmax(pg_current_snapshot()))
                """, // one from the future is of another cluster, which this one was restored from
                row -> Rows.uuid(row, "id"),
                lastBeat,
                besides));
    }

    @Override
    public int takeOver(List<UUID> dead, Instant expiredBefore, Instant now, BooleanSupplier stopping) {
        UUID[] nodes = dead.toArray(UUID[]::new);
        int taken = 0;
        for (IdRange ids : IdRange.cut(oldest(now), now.plus(PIECE), PIECE)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            taken += connection.run(open -> move.reclaim(open, nodes, ids, expiredBefore));
        }
        return taken;
    }

    @Override
    public void buried(List<UUID> dead, Instant lastBeat) {
        UUID[] ids = dead.toArray(UUID[]::new);
        connection.run(open -> Rows.update(open, """
                with twice as (
                    delete from node where id = any(?) and heartbeat_at <= ? and buried_xid is not null
                )
                update node set buried_xid = pg_current_xact_id()
                where id = any(?) and heartbeat_at <= ? and buried_xid is null
                """, ids, lastBeat, ids, lastBeat));
    }

    @Override
    public void releaseForgotten() {
        connection.run(move::releaseForgotten);
    }

    /** Nothing unfinished is older than the oldest event, save by what clocks differ. */
    private Instant oldest(Instant now) {
        return days.days("event").stream()
                .map(day -> day.start().minus(PIECE))
                .findFirst()
                .orElse(now.minus(PIECE));
    }
}
