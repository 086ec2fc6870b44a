package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Figures about an account's deliveries. Each is read along the index of the log, bucket by bucket, and reads no more
 * rows of a bucket than it is told: at ten million deliveries it costs what it costs at some ten thousand, and says
 * that it did not see all.
 */
public final class DeliveryStatistics {
    /** The newest deliveries that {@link #lastSuccess} looks at. */
    public static final int LOOKED_AT = 500;

    private static final int MOST_ATTEMPTS = 50;

    private final Database database;

    public DeliveryStatistics(Database database) {
        this.database = database;
    }

    /**
     * What became of the deliveries of each bucket, for all these endpoints at once.
     *
     * @param most how many deliveries of a bucket to look at, the newest
     * @return for each endpoint of the account as many as there are buckets
     */
    public Map<EndpointId, List<Outcomes>> outcomes(
            AccountId account, Collection<EndpointId> endpoints, Buckets buckets, int most) {
        Map<EndpointId, List<Outcomes>> result = new HashMap<>();
        database.read(connection -> Rows.list(
                connection,
                """
                select p.id, b.n::integer, count(*) as looked,
                    count(*) filter (where d.state = 'delivered') as delivered,
                    count(*) filter (where d.state = 'retrying') as retrying,
                    count(*) filter (where d.state = 'exhausted') as exhausted,
                    count(*) filter (where d.state in ('pending', 'held')) as waiting,
                    count(*) filter (where d.state = 'cancelled') as cancelled
                from endpoint p
                cross join unnest(?::uuid[], ?::uuid[]) with ordinality as b(floor, ceiling, n)
                cross join lateral (
                    select d.state from delivery d
                    where d.endpoint_id = p.id and d.id >= b.floor and d.id < b.ceiling
                    order by d.id desc limit ?) d
                where p.account_id = ? and p.id = any(?)
                group by p.id, b.n
                """,
                row -> put(result, buckets, row, most),
                buckets.floors(),
                buckets.ceilings(),
                most,
                account.value(),
                ids(endpoints)));
        return result;
    }

    /**
     * What the attempts of each bucket's deliveries brought.
     *
     * @param most how many deliveries of a bucket to look at, the newest
     * @return as many as there are buckets, and at last all of them together
     */
    public List<Answers> answers(AccountId account, EndpointId endpoint, Buckets buckets, int most) {
        List<Answers> result = new ArrayList<>(Collections.nCopies(buckets.count() + 1, Answers.NONE));
        database.read(connection -> Rows.list(
                connection,
                """
                with tried as materialized (
                    select b.n, a.outcome = 'accepted' as accepted, a.status_code, a.duration_ms
                    from endpoint p
                    cross join unnest(?::uuid[], ?::uuid[]) with ordinality as b(floor, ceiling, n)
                    cross join lateral (
                        select d.id from delivery d
                        where d.endpoint_id = p.id and d.id >= b.floor and d.id < b.ceiling
                        order by d.id desc limit ?) d
                    cross join lateral (
                        select * from attempt a where a.delivery_id = d.id order by a.number limit ?) a
                    where p.account_id = ? and p.id = ?
                ), coded as (
                    select n, coalesce(status_code, 0) as code, count(*) as times, count(*) filter (where accepted) as accepted
                    from tried group by n, coalesce(status_code, 0)
                ), codes as (
                    select n, array_agg(code) as codes, array_agg(times) as times, sum(accepted)::bigint as accepted
                    from (select n, code, sum(times)::bigint as times, sum(accepted) as accepted from coded
                          group by grouping sets ((n, code), (code))) c
                    group by n
                ), took as (
                    select n, percentile_disc(array[0.5, 0.95]) within group (order by duration_ms) as took
                    from tried where status_code is not null
                    group by grouping sets ((n), ())
                )
                select coalesce(c.n, ?)::integer as n, c.codes, c.times, c.accepted, t.took
                from codes c left join took t on t.n is not distinct from c.n
                """,
                row -> result.set(row.getInt("n") - 1, answers(row)),
                buckets.floors(),
                buckets.ceilings(),
                most,
                MOST_ATTEMPTS,
                account.value(),
                endpoint.value(),
                buckets.count() + 1));
        return result;
    }

    /**
     * When something was last delivered to each endpoint, by its newest {@link #LOOKED_AT} deliveries, however old they
     * are.
     *
     * @return nothing for an endpoint that is not the account's, or where none of those was delivered
     */
    public Map<EndpointId, Instant> lastSuccess(AccountId account, Collection<EndpointId> endpoints) {
        Map<EndpointId, Instant> result = new HashMap<>();
        database.read(connection -> Rows.list(
                connection,
                """
                select p.id, good.at
                from endpoint p
                cross join lateral (
                    select max(d.finished_at) as at from (
                        select d.state, d.finished_at from delivery d where d.endpoint_id = p.id
                        order by d.id desc limit ?) d
                    where d.state = 'delivered') good
                where p.account_id = ? and p.id = any(?) and good.at is not null
                """,
                row -> result.put(id(row), Rows.time(row, "at")),
                LOOKED_AT,
                account.value(),
                ids(endpoints)));
        return result;
    }

    private static UUID[] ids(Collection<EndpointId> endpoints) {
        return endpoints.stream().map(EndpointId::value).toArray(UUID[]::new);
    }

    private static EndpointId id(ResultSet row) throws SQLException {
        return new EndpointId(Rows.uuid(row, "id"));
    }

    private static List<Outcomes> put(Map<EndpointId, List<Outcomes>> result, Buckets buckets, ResultSet row, int most)
            throws SQLException {
        List<Outcomes> all = result.computeIfAbsent(
                id(row), _ -> new ArrayList<>(Collections.nCopies(buckets.count(), Outcomes.NONE)));
        all.set(
                row.getInt("n") - 1,
                new Outcomes(
                        row.getLong("delivered"),
                        row.getLong("retrying"),
                        row.getLong("exhausted"),
                        row.getLong("waiting"),
                        row.getLong("cancelled"),
                        row.getLong("looked") >= most));
        return all;
    }

    private static Answers answers(ResultSet row) throws SQLException {
        Integer[] codes = (Integer[]) row.getArray("codes").getArray();
        Long[] times = (Long[]) row.getArray("times").getArray();
        SortedMap<Integer, Long> map = new TreeMap<>();
        for (int i = 0; i < codes.length; i++) {
            map.put(codes[i], times[i]);
        }
        Optional<Integer[]> took = Optional.ofNullable(row.getArray("took")).map(DeliveryStatistics::integers);
        return new Answers(
                map,
                row.getLong("accepted"),
                took.map(t -> Duration.ofMillis(t[0])),
                took.map(t -> Duration.ofMillis(t[1])));
    }

    private static Integer[] integers(Array array) {
        try {
            return (Integer[]) array.getArray();
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }
}
