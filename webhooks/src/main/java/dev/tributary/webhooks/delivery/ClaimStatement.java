package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * The statement of {@link ClaimDue}. Of an endpoint that asks for order so many rows that are due are looked at, the
 * longest due first, and those taken that stand behind no other. If that was not all, nearly all of them may stand behind
 * others: then heads are looked for from subject to subject as well, so many in a claim, each claim going on where the
 * last one ended. So a million rows that wait for their turn cost no more than a few hundred, and hide nothing.
 */
final class ClaimStatement {
    /** Rows to look at beyond those that there is room for. */
    private static final int BEYOND = 100;

    /** A row's predecessor is nearly always a few days old at most; a hundred days are looked into only for who has none there. */
    private static final String IS_FIRST = """
            (d.order_key is null or not case
                when exists (
                    select 1 from delivery p where p.endpoint_id = d.endpoint_id and p.order_key = d.order_key
                      and p.sequence < d.sequence and p.id >= ? and p.id < ?) then true
                else exists (
                    select 1 from delivery p where p.endpoint_id = d.endpoint_id and p.order_key = d.order_key
                      and p.sequence < d.sequence and (p.id < ? or p.id >= ?)) end)""";

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
                select w.endpoint_id, coalesce(r.room, ?) as room, coalesce(r.again, ?) as again,
                    coalesce(p.ordered or p.settle_until is not null, false) as ordered
                from waiting w
                    left join unnest(?::uuid[], ?::integer[], ?::integer[]) as r(endpoint_id, room, again) using (endpoint_id)
                    left join endpoint p on p.id = w.endpoint_id
                where w.endpoint_id is not null
                  and (r.room is not null or p.id is null or p.account_id <> all(?::uuid[]))
                order by w.endpoint_id > ? desc, w.endpoint_id
            ), looked as materialized (
                select r.*,
                    case when r.ordered and r.room > 0 then array(
                        select d.id from delivery d
                        where d.endpoint_id = r.endpoint_id and not d.due_again and d.due_at <= ?
                          and d.id >= ? and d.id < ?
                        order by d.due_at limit r.room + %1$d) end as fresh,
                    case when r.ordered and r.room + r.again > 0 then array(
                        select d.id from delivery d
                        where d.endpoint_id = r.endpoint_id and d.due_again and d.due_at <= ?
                          and d.id >= ? and d.id < ?
                        order by d.due_at limit r.room + r.again + %1$d) end as retries
                from room r
            ), long as materialized (
                select l.endpoint_id, coalesce(b.subject, '') as subject
                from looked l
                    left join unnest(?::uuid[], ?::text[]) as b(endpoint_id, subject) using (endpoint_id)
                where cardinality(l.fresh) >= l.room + %1$d or cardinality(l.retries) >= l.room + l.again + %1$d
            ), subjects as (
                select endpoint_id, subject, 0 as n from long
                union all
                select s.endpoint_id, (
                    select d.order_key from delivery d
                    where d.endpoint_id = s.endpoint_id and d.order_key > s.subject and d.id >= ? and d.id < ?
                    order by d.order_key limit 1), s.n + 1
                from subjects s
                where s.subject is not null and s.n < greatest(1, ? / (select count(*) from long))
            ), heads as materialized (
                select s.endpoint_id, array_agg(d.id) filter (where d.due_at <= ?) as ids,
                    (array_agg(s.subject order by s.n desc))[1] as subject
                from subjects s left join lateral (
                    select d.id, d.due_at from delivery d
                    where d.endpoint_id = s.endpoint_id and d.order_key = s.subject and d.id >= ? and d.id < ?
                    order by d.sequence limit 1) d on true
                group by s.endpoint_id
            ), due as (
                select row_number() over () as n, d.id, d.event_id, d.format from (
                    select d.* from looked r left join heads h using (endpoint_id) cross join lateral (
                        with free_fresh as materialized (
                            select d.id, d.event_id, d.format, d.due_at from delivery d
                            where not r.ordered and d.endpoint_id = r.endpoint_id and not d.due_again and d.due_at <= ?
                              and d.id >= ? and d.id < ?
                            order by d.due_at limit r.room
                            for update skip locked
                        ), first_fresh as materialized (
                            select d.id, d.event_id, d.format, d.due_at
                            from unnest(r.fresh || array(select unnest(h.ids) except select unnest(r.fresh)))
                                    with ordinality as c(id, n)
                                join delivery d on d.id = c.id
                            where not d.due_again and d.due_at <= ? and %2$s
                            order by c.n limit r.room
                            for update of d skip locked
                        ), fresh as materialized (
                            select * from free_fresh union all select * from first_fresh
                        ), free_again as materialized (
                            select d.id, d.event_id, d.format, d.due_at from delivery d
                            where not r.ordered and d.endpoint_id = r.endpoint_id and d.due_again and d.due_at <= ?
                              and d.id >= ? and d.id < ?
                            order by d.due_at limit r.again + r.room - (select count(*) from fresh)
                            for update skip locked
                        ), first_again as materialized (
                            select d.id, d.event_id, d.format, d.due_at
                            from unnest(r.retries || array(select unnest(h.ids) except select unnest(r.retries)))
                                    with ordinality as c(id, n)
                                join delivery d on d.id = c.id
                            where d.due_again and d.due_at <= ? and %2$s
                            order by c.n limit r.again + r.room - (select count(*) from fresh)
                            for update of d skip locked
                        ), again as materialized (
                            select * from free_again union all select * from first_again
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
            select c.n, c.id, c.account_id, c.endpoint_id, c.event_id, c.topic, c.sequence, c.format, c.attempts, c.body,
                p.version, (p.status = 'active' or c.replay_of is not null and c.replay_job is null) and p.deleted_at is null
                    and (p.skip_through is null or c.id > p.skip_through)
                    and c.kept and coalesce(s.enabled, false) as open,
                p.deleted_at is not null or not c.kept or coalesce(c.id <= p.skip_through, false) as over,
                c.replay_of is not null or c.replay_job is not null as replay, null as behind
            from claimed c
                join endpoint p on p.id = c.endpoint_id
                left join webhook_switch s on s.account_id = c.account_id
            union all
            select null, null, null, h.endpoint_id, null, null, null, null, null, null, null, null, null, null, h.subject
            from heads h
            order by n
            """.formatted(BEYOND, IS_FIRST);

    private ClaimStatement() {}

    /** Its parameters. */
    static Object[] values(Connection connection, ClaimDue.Look look, ClaimDue.Ask ask) throws SQLException {
        List<Map.Entry<EndpointId, Room>> lanes = List.copyOf(ask.room().entrySet());
        List<Map.Entry<EndpointId, String>> behind = List.copyOf(look.behind().entrySet());
        List<Object> due = List.of(ask.now(), look.ids().from(), look.ids().to());
        List<Object> within = due.subList(1, 3);
        List<Object> first = first(ask, look.latest());
        List<Object> values = new ArrayList<>();
        values.addAll(within);
        values.addAll(within);
        Collections.addAll(
                values,
                ask.elsewhere().any(),
                ask.elsewhere().again(),
                lanes.stream().map(lane -> lane.getKey().value()).toArray(UUID[]::new),
                integers(connection, lanes, Room::any),
                integers(connection, lanes, Room::again),
                ask.full().stream().map(AccountId::value).toArray(UUID[]::new),
                ask.startAfter().value());
        values.addAll(due);
        values.addAll(due);
        values.add(behind.stream().map(at -> at.getKey().value()).toArray(UUID[]::new));
        values.add(behind.stream().map(Map.Entry::getValue).toArray(String[]::new));
        values.addAll(within);
        values.add(look.subjects());
        values.addAll(due);
        for (int kinds = 0; kinds < 2; kinds++) {
            values.addAll(due);
            values.addAll(first);
        }
        Collections.addAll(values, ask.limit(), ask.node(), ask.lease().token(), ask.leaseUntil(), ask.bytes());
        return values.toArray();
    }

    private static List<Object> first(ClaimDue.Ask ask, IdRange latest) {
        return List.of(ask.now(), latest.from(), latest.to(), latest.from(), latest.to());
    }

    private static Array integers(
            Connection connection, Collection<Map.Entry<EndpointId, Room>> lanes, ToIntFunction<Room> which)
            throws SQLException {
        return connection.createArrayOf(
                "integer",
                lanes.stream().map(lane -> which.applyAsInt(lane.getValue())).toArray(Integer[]::new));
    }
}
