package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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
    public List<UUID> silence(UUID besides) {
        return connection.run(open -> Rows.list(
                open,
                "update node set heartbeat_at = to_timestamp(0) where id <> ? returning id",
                row -> Rows.uuid(row, "id"),
                besides));
    }

    @Override
    public List<UUID> dead(UUID besides, Instant lastBeat) {
        return connection.run(open -> Rows.list(
                open,
                "select id from node where heartbeat_at <= ? and id <> ?",
                row -> Rows.uuid(row, "id"),
                lastBeat,
                besides));
    }

    @Override
    public int takeOver(List<UUID> dead, Instant expiredBefore, Instant now) {
        UUID[] nodes = dead.toArray(UUID[]::new);
        int taken = 0;
        for (IdRange ids : IdRange.cut(oldest(now), now.plus(PIECE), PIECE)) {
            taken += connection.run(open -> move.reclaim(open, nodes, ids, expiredBefore));
        }
        return taken;
    }

    @Override
    public void forget(List<UUID> dead, Instant lastBeat) {
        connection.run(open -> Rows.update(
                open,
                "delete from node where id = any(?) and heartbeat_at <= ?",
                dead.toArray(UUID[]::new),
                lastBeat));
    }

    /** Nothing unfinished is older than the oldest event, save by what clocks differ. */
    private Instant oldest(Instant now) {
        return days.days("event").stream()
                .map(day -> day.start().minus(PIECE))
                .findFirst()
                .orElse(now.minus(PIECE));
    }
}
