package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Moves deliveries between leased, due and held without an attempt. */
public final class MoveDeliveries {
    private static final int MOST_RELEASED = 1000;
    private static final String PAYLOAD_GONE = "What was to be sent is no longer kept.";

    private final InstantSource clock;

    public MoveDeliveries(InstantSource clock) {
        this.clock = clock;
    }

    /** Gives leases back: the rows are due again, for any node. Leases taken over meanwhile are left alone. */
    public int giveBack(Connection connection, List<GivenBack> leases) throws SQLException {
        return Rows.update(
                connection,
                """
                update delivery d set due_at = ?::timestamptz + make_interval(secs => l.pause),
                    lease_node = null, lease_token = null, lease_until = null
                from unnest(?::uuid[], ?::uuid[], ?::bigint[]) as l(id, token, pause)
                where d.id = l.id and d.lease_token = l.token
                """,
                clock.instant(),
                leases.stream().map(l -> l.leased().id().value()).toArray(UUID[]::new),
                leases.stream().map(l -> l.leased().lease().token()).toArray(UUID[]::new),
                connection.createArrayOf(
                        "bigint",
                        leases.stream().map(l -> l.pause().toSeconds()).toArray()));
    }

    /** What was claimed for an endpoint that may not be sent to is held, or cancelled where it never can be. */
    public void putAside(Connection connection, List<ClaimDue.Claimed> closed) throws SQLException {
        if (closed.isEmpty()) {
            return;
        }
        Rows.update(
                connection,
                """
                update delivery d set lease_node = null, lease_token = null, lease_until = null,
                    state = case when c.never then 'cancelled' else 'held' end,
                    state_reason = case when c.never and exists (
                        select 1 from endpoint p where p.id = d.endpoint_id and p.deleted_at is null
                            and (p.skip_through is null or d.id > p.skip_through)) then ? end,
                    held_at = case when not c.never then now.at end,
                    finished_at = case when c.never then now.at end,
                    order_key = case when not c.never then d.order_key end
                from unnest(?::uuid[], ?::uuid[], ?::boolean[]) as c(id, token, never), (select ?::timestamptz as at) as now
                where d.id = c.id and d.lease_token = c.token
                """,
                PAYLOAD_GONE,
                closed.stream().map(row -> row.leased().id().value()).toArray(UUID[]::new),
                closed.stream().map(row -> row.leased().lease().token()).toArray(UUID[]::new),
                connection.createArrayOf(
                        "boolean", closed.stream().map(ClaimDue.Claimed::over).toArray()),
                clock.instant());
    }

    /**
     * What dead nodes had leased is due again. Leases have no index, so that whole tables are read for this, piece by
     * piece.
     *
     * @param ids of the deliveries looked at
     * @param expiredBefore only leases that ended before this time
     * @return how many
     */
    public int reclaim(Connection connection, UUID[] nodes, IdRange ids, Instant expiredBefore) throws SQLException {
        return Rows.update(connection, """
                update delivery set due_at = ?, lease_node = null, lease_token = null, lease_until = null
                where id >= ? and id < ? and lease_node = any(?) and lease_until < ?
                """, clock.instant(), ids.from(), ids.to(), nodes, expiredBefore);
    }

    /** Likewise, whoever leased it. */
    public int reclaimLost(Connection connection, IdRange ids, Instant expiredBefore) throws SQLException {
        return Rows.update(connection, """
                update delivery set due_at = ?, lease_node = null, lease_token = null, lease_until = null
                where id >= ? and id < ? and lease_until < ?
                """, clock.instant(), ids.from(), ids.to(), expiredBefore);
    }

    /**
     * What is held although its endpoint may be sent to is due again: it was committed, or put aside, by a transaction
     * that had still seen a pause which was over when it ended. Of a deleted endpoint likewise, to be cancelled when it
     * is claimed.
     *
     * @return how many
     */
    public int releaseForgotten(Connection connection) throws SQLException {
        return Rows.update(connection, """
                with recursive holding as (
                    (select endpoint_id from delivery where held_at is not null order by endpoint_id limit 1)
                    union all
                    select (select d.endpoint_id from delivery d
                            where d.held_at is not null and d.endpoint_id > h.endpoint_id
                            order by d.endpoint_id limit 1)
                    from holding h where h.endpoint_id is not null
                ), open as (
                    select p.id, p.skip_through from holding h join endpoint p on p.id = h.endpoint_id
                        left join webhook_switch s on s.account_id = p.account_id
                    where p.deleted_at is not null or (p.status = 'active' and s.enabled)
                ), forgotten as (
                    select d.id from open o join delivery d on d.endpoint_id = o.id and d.held_at is not null
                        and (o.skip_through is null or d.id > o.skip_through)
                    limit ? for update of d skip locked
                )
                update delivery d set state = case when attempts = 0 then 'pending' else 'retrying' end,
                    held_at = null, due_at = ?
                from forgotten f where d.id = f.id
                """, MOST_RELEASED, clock.instant());
    }
}
