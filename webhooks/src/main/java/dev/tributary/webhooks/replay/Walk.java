package dev.tributary.webhooks.replay;

import java.util.Locale;

/**
 * How the rows of a scope are found: each walks an index from a position, looks at so many rows and says which fit; a
 * delivery whose payload is no longer kept never does. Their SQL is a query named {@code looked} over a job's columns, a
 * query named {@code j}; its parameters are the webhook's id as text and how many rows to look at.
 */
enum Walk {
    SELECTION("""
            looked as materialized (
                select d.id, d.event_id, d.topic, d.subject, d.sequence, d.format, d.id as replay_of,
                    0 as epoch, '0'::xid8 as xid,
                    ?::text is not null and exists (select 1 from event e where e.id = d.event_id) as fits
                from j cross join lateral (
                    select * from delivery d
                    where d.id = any(j.deliveries) and d.id > j.at_id
                      and d.account_id = j.account_id and d.endpoint_id = j.endpoint_id
                    order by d.id limit ?) d
            )
            """),
    FILTER("""
            looked as materialized (
                select d.id, d.event_id, d.topic, d.subject, d.sequence, d.format, d.id as replay_of,
                    0 as epoch, '0'::xid8 as xid,
                    ?::text is not null and d.replay_of is null
                        and d.state = any(j.states)
                        and (cardinality(j.topics) = 0 or d.topic = any(j.topics))
                        and (j.subject is null or d.subject = j.subject)
                        and (j.code_from is null or d.last_outcome is not null
                            and coalesce(d.last_status_code, 0) between j.code_from and j.code_to)
                        and (d.finished_at is null or d.finished_at <= j.created_at)
                        and ('delivered' = any(j.states) or not exists (
                            select 1 from delivery o
                            where o.event_id = d.event_id and o.endpoint_id = d.endpoint_id and o.id > d.id
                              and o.state not in ('exhausted', 'cancelled')))
                        and exists (select 1 from event e where e.id = d.event_id) as fits
                from j cross join lateral (
                    select * from delivery d
                    where d.account_id = j.account_id and d.endpoint_id = j.endpoint_id
                      and d.id > j.at_id and d.id >= j.from_id and d.id < j.below_id
                    order by d.id limit ?) d
            )
            """),
    /** A delivery's id is younger than its event's: older partitions need not be looked into. */
    MISSING("""
            looked as materialized (
                select e.id, e.id as event_id, e.topic, e.subject, e.sequence, j.format, null::uuid as replay_of,
                    e.epoch, e.xid,
                    e.topic = any(j.topics) and e.subject <> ?
                        and (e.epoch < j.epoch or pg_visible_in_snapshot(e.xid, j.snapshot::pg_snapshot))
                        and not exists (
                            select 1 from delivery o
                            where o.event_id = e.id and o.endpoint_id = j.endpoint_id and o.id > e.id) as fits
                from j cross join lateral (
                    select id, topic, subject, sequence, epoch, xid from event e
                    where e.account_id = j.account_id and e.id >= j.from_id and e.id < j.below_id
                      and (e.epoch, e.xid, e.id) > (j.at_epoch, j.at_xid, j.at_id)
                      and (e.epoch, e.xid) < (j.epoch, pg_snapshot_xmax(j.snapshot::pg_snapshot))
                    order by e.epoch, e.xid, e.id limit ?) e
            )
            """);

    /**
     * Before either statement, in its transaction: rows are to come out of the index in order. How few a row comparison
     * leaves is guessed at, and by that guess the planner would rather read them all and sort.
     */
    static final String IN_ORDER = "set local enable_sort = off";

    private final String looked;

    Walk(String looked) {
        this.looked = looked;
    }

    /** How many fit, of the rows looked at; a job's columns come as parameters before the walk's own. */
    String count() {
        return """
                with j as (
                    select ?::uuid as account_id, ?::uuid as endpoint_id, ?::uuid[] as deliveries, ?::text[] as states,
                        ?::text[] as topics, ?::integer as code_from, ?::integer as code_to, ?::text as subject,
                        ?::uuid as from_id, ?::uuid as below_id, ?::integer as epoch,
                        ?::text as snapshot, ?::timestamptz as created_at, 'classic' as format,
                        '00000000-0000-0000-0000-000000000000'::uuid as at_id, 0 as at_epoch, '0'::xid8 as at_xid
                ), %s
                select count(*) as looked, count(*) filter (where fits) as fit from looked
                """.formatted(looked);
    }

    /**
     * Makes deliveries of the next rows that fit. Before the walk's parameters comes the job's id, after them: how many
     * to make at most, new ids for as many, the time twice. Tells how many rows were looked at and made, and where the
     * job stands then.
     */
    String make() {
        return """
                with j as (
                    select r.*, p.format from replay_job r join endpoint p on p.id = r.endpoint_id where r.id = ?
                ), %s, fit as (
                    select l.*, row_number() over (order by epoch, xid, id) as n from looked l where fits
                    order by epoch, xid, id limit ?
                ), made as (
                    insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                        due_at, replay_of, replay_job, created_at)
                    select (?::uuid[])[f.n], j.account_id, j.endpoint_id, f.event_id, f.topic, f.subject, f.sequence,
                        f.format, 'pending', ?::timestamptz, f.replay_of, j.id, ?::timestamptz
                    from fit f cross join j
                    returning id, replay_job
                ), opened as (
                    insert into replay_open (job_id, delivery_id) select replay_job, id from made returning 1
                ), counted as (
                    select (select count(*) from looked) as looked, (select count(*) from opened) as made
                )
                select c.looked, c.made, f.epoch as fit_epoch, f.xid::text as fit_xid, f.id as fit_id,
                    l.epoch as look_epoch, l.xid::text as look_xid, l.id as look_id
                from counted c
                    left join lateral (select * from fit order by n desc limit 1) f on true
                    left join lateral (select * from looked order by epoch desc, xid desc, id desc limit 1) l on true
                """.formatted(looked);
    }

    /** As the table has it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
