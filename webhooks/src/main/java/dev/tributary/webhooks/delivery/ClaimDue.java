package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Leases due deliveries to this node. It walks from endpoint to endpoint along the index of due rows, so that one
 * endpoint's million rows cost no more than another's ten, and takes from each only what its lane has room for. What is
 * fresh and what is due again stand apart in that index, so that neither waits behind the other.
 */
public final class ClaimDue {
    static final String SQL = """
            with recursive waiting as (
                (select endpoint_id from delivery where due_at is not null and id >= ? and id < ?
                    order by endpoint_id limit 1)
                union all
                select (select d.endpoint_id from delivery d
                        where d.due_at is not null and d.endpoint_id > w.endpoint_id and d.id >= ? and d.id < ?
                        order by d.endpoint_id limit 1)
                from waiting w where w.endpoint_id is not null
            ), room as (
                select w.endpoint_id, coalesce(r.room, ?) as room, coalesce(r.again, ?) as again
                from waiting w
                    left join unnest(?::uuid[], ?::integer[], ?::integer[]) as r(endpoint_id, room, again) using (endpoint_id)
                where w.endpoint_id is not null and (r.room is not null or not exists (
                    select 1 from endpoint p where p.id = w.endpoint_id and p.account_id = any(?::uuid[])))
                order by w.endpoint_id > ? desc, w.endpoint_id
            ), due as (
                select row_number() over () as n, d.id, d.event_id, d.format from (
                    select d.* from room r cross join lateral (
                        with fresh as materialized (
                            select d.id, d.event_id, d.format, d.due_at from delivery d
                            where d.endpoint_id = r.endpoint_id and not d.due_again and d.due_at <= ?
                              and d.id >= ? and d.id < ?
                              and (d.order_key is null or not exists (
                                select 1 from delivery p where p.endpoint_id = d.endpoint_id
                                  and p.order_key = d.order_key and p.sequence < d.sequence))
                            order by d.due_at limit r.room
                            for update skip locked
                        ), again as materialized (
                            select d.id, d.event_id, d.format, d.due_at from delivery d
                            where d.endpoint_id = r.endpoint_id and d.due_again and d.due_at <= ?
                              and d.id >= ? and d.id < ?
                              and (d.order_key is null or not exists (
                                select 1 from delivery p where p.endpoint_id = d.endpoint_id
                                  and p.order_key = d.order_key and p.sequence < d.sequence))
                            order by d.due_at limit r.again + r.room - (select count(*) from fresh)
                            for update skip locked
                        )
                        select t.id, t.event_id, t.format from (
                            select f.*, row_number() over (order by f.due_at) as turn from fresh f
                            union all
                            select a.*, 9 * row_number() over (order by a.due_at) - 4 from again a) t
                        order by t.turn) d
                    limit ?) d
            ), sized as (
                select d.n, d.id, e.id is not null as kept, b.body,
                    sum(octet_length(b.body)) over (order by d.n rows unbounded preceding) - octet_length(b.body) as before
                from due d left join event e on e.id = d.event_id
                    cross join lateral (
                        select case d.format when 'classic' then e.classic else e.standard end as body) b
            ), claimed as (
                update delivery d set due_at = null, lease_node = ?, lease_token = ?, lease_until = ?
                from sized s where d.id = s.id and coalesce(s.before, 0) < ?
                returning d.*, s.n, s.kept, s.body
            )
            select c.id, c.account_id, c.endpoint_id, c.event_id, c.topic, c.sequence, c.format, c.attempts, c.body,
                p.version, (p.status = 'active' or c.replay_of is not null and c.replay_job is null) and p.deleted_at is null
                    and (p.skip_through is null or c.id > p.skip_through)
                    and c.kept and coalesce(s.enabled, false) as open,
                p.deleted_at is not null or not c.kept or coalesce(c.id <= p.skip_through, false) as over,
                c.replay_of is not null or c.replay_job is not null as replay
            from claimed c
                join endpoint p on p.id = c.endpoint_id
                left join webhook_switch s on s.account_id = c.account_id
            order by c.n
            """;

    private ClaimDue() {}

    /**
     * A row just leased.
     *
     * @param version of its endpoint, as it is now
     * @param open whether it may be sent; else the row is to be held, or cancelled where that never can be
     * @param over whether it never can be: its endpoint was deleted, its owner skips it, or its event is no longer kept
     */
    public record Claimed(Leased leased, long version, boolean open, boolean over) {}

    /**
     * What a node asks for.
     *
     * @param room what each known lane can take; none leaves an endpoint out
     * @param elsewhere what to take for an endpoint without a lane yet
     * @param full accounts of which nothing is taken for an endpoint without a lane
     * @param startAfter the endpoint after which the walk starts, so that each comes first in turn
     * @param limit rows at most
     * @param bytes of bodies, after which no further row is taken; the first always is
     */
    public record Ask(
            Map<EndpointId, Room> room,
            Room elsewhere,
            Set<AccountId> full,
            EndpointId startAfter,
            int limit,
            long bytes,
            Instant now,
            UUID node,
            Lease lease,
            Instant leaseUntil) {}

    /**
     * Leases what is due, in the order of the walk. Of an endpoint nine fresh ones go with every retry, where there are
     * both.
     *
     * @param ids where to look: each day in it is an index to descend at every step of the walk
     */
    public static List<Claimed> run(Connection connection, IdRange ids, Ask ask) throws SQLException {
        List<Map.Entry<EndpointId, Room>> lanes = List.copyOf(ask.room().entrySet());
        return Rows.list(
                connection,
                SQL,
                row -> read(row, ask.lease()),
                ids.from(),
                ids.to(),
                ids.from(),
                ids.to(),
                ask.elsewhere().any(),
                ask.elsewhere().again(),
                lanes.stream().map(lane -> lane.getKey().value()).toArray(UUID[]::new),
                integers(connection, lanes, Room::any),
                integers(connection, lanes, Room::again),
                ask.full().stream().map(AccountId::value).toArray(UUID[]::new),
                ask.startAfter().value(),
                ask.now(),
                ids.from(),
                ids.to(),
                ask.now(),
                ids.from(),
                ids.to(),
                ask.limit(),
                ask.node(),
                ask.lease().token(),
                ask.leaseUntil(),
                ask.bytes());
    }

    private static Array integers(
            Connection connection, List<Map.Entry<EndpointId, Room>> lanes, ToIntFunction<Room> which)
            throws SQLException {
        return connection.createArrayOf(
                "integer",
                lanes.stream().map(lane -> which.applyAsInt(lane.getValue())).toArray(Integer[]::new));
    }

    private static Claimed read(ResultSet row, Lease lease) throws SQLException {
        byte[] body = row.getBytes("body");
        Leased leased = new Leased(
                new DeliveryId(Rows.uuid(row, "id")),
                new AccountId(Rows.uuid(row, "account_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                new EventId(Rows.uuid(row, "event_id")),
                row.getString("topic"),
                row.getLong("sequence"),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                body == null ? new byte[0] : body,
                lease,
                row.getBoolean("replay"));
        return new Claimed(leased, row.getLong("version"), row.getBoolean("open"), row.getBoolean("over"));
    }
}
