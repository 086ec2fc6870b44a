package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Leases due deliveries to this node. It walks from endpoint to endpoint along the index of due rows, so that one
 * endpoint's million rows cost no more than another's ten, and takes from each only what its lane has room for.
 */
public final class ClaimDue {
    private static final String SQL = """
            with recursive waiting as (
                (select endpoint_id from delivery where due_at is not null and id >= ? and id < ?
                    order by endpoint_id limit 1)
                union all
                select (select d.endpoint_id from delivery d
                        where d.due_at is not null and d.endpoint_id > w.endpoint_id and d.id >= ? and d.id < ?
                        order by d.endpoint_id limit 1)
                from waiting w where w.endpoint_id is not null
            ), room as (
                select w.endpoint_id, coalesce(r.room, ?) as room
                from waiting w left join unnest(?::uuid[], ?::integer[]) as r(endpoint_id, room) using (endpoint_id)
                where w.endpoint_id is not null
                order by w.endpoint_id > ? desc, w.endpoint_id
            ), due as (
                select d.id from room r cross join lateral (
                    select id from delivery d
                    where d.endpoint_id = r.endpoint_id and d.due_at <= ? and d.id >= ? and d.id < ?
                      and (d.order_key is null or not exists (
                        select 1 from delivery p
                        where p.endpoint_id = d.endpoint_id and p.order_key = d.order_key and p.sequence < d.sequence))
                    order by d.due_at limit r.room
                    for update skip locked) d
                limit ?
            ), claimed as (
                update delivery d set due_at = null, lease_node = ?, lease_token = ?, lease_until = ?
                from due where d.id = due.id
                returning d.*
            )
            select c.id, c.account_id, c.endpoint_id, c.event_id, c.topic, c.sequence, c.format, c.attempts,
                case c.format when 'classic' then e.classic else e.standard end as body,
                p.version, (p.status = 'active' or c.replay_of is not null) and p.deleted_at is null and e.id is not null
                    and coalesce(s.enabled, false) as open,
                p.deleted_at is not null or e.id is null as over
            from claimed c
                left join event e on e.id = c.event_id
                join endpoint p on p.id = c.endpoint_id
                left join webhook_switch s on s.account_id = c.account_id
            """;

    private ClaimDue() {}

    /**
     * A row just leased.
     *
     * @param version of its endpoint, as it is now
     * @param open whether it may be sent; else the row is to be held, or cancelled where that never can be
     * @param over whether it never can be: its endpoint was deleted, or its event is no longer kept
     */
    public record Claimed(Leased leased, long version, boolean open, boolean over) {}

    /**
     * Leases what is due, at most {@code limit} rows.
     *
     * @param ids where to look: each day in it is an index to descend at every step of the walk
     * @param room how many rows each known lane can take; 0 leaves an endpoint out
     * @param roomElsewhere how many to take for an endpoint without a lane yet
     * @param startAfter the endpoint after which the walk starts, so that each comes first in turn
     */
    public static List<Claimed> run(
            Connection connection,
            IdRange ids,
            Map<EndpointId, Integer> room,
            int roomElsewhere,
            EndpointId startAfter,
            int limit,
            Instant now,
            UUID node,
            Lease lease,
            Instant leaseUntil)
            throws SQLException {
        UUID[] lanes = room.keySet().stream().map(EndpointId::value).toArray(UUID[]::new);
        Integer[] rooms = room.values().toArray(Integer[]::new);
        return Rows.list(
                connection,
                SQL,
                row -> read(row, lease),
                ids.from(),
                ids.to(),
                ids.from(),
                ids.to(),
                roomElsewhere,
                lanes,
                connection.createArrayOf("integer", rooms),
                startAfter.value(),
                now,
                ids.from(),
                ids.to(),
                limit,
                node,
                lease.token(),
                leaseUntil);
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
                lease);
        return new Claimed(leased, row.getLong("version"), row.getBoolean("open"), row.getBoolean("over"));
    }
}
