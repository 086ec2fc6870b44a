package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which endpoints fail, and since when. An endpoint that is well has no row. Who changes or locks several rows does it in
 * the order of their ids; who locks a row and its endpoint, the row first.
 */
public final class FailingEndpoints {
    private final Database database;

    public FailingEndpoints(Database database) {
        this.database = database;
    }

    /**
     * More failures of an endpoint in a row.
     *
     * @param since when the first of them failed
     */
    public record Streak(AccountId account, EndpointId endpoint, Instant since, int failures) {}

    /** Those of an account, at most as many as it may have webhooks. */
    public List<Failing> of(AccountId account) {
        return database.read(connection -> Rows.list(
                connection,
                "select * from endpoint_failing where account_id = ? and endpoint_id = any(array(select id from endpoint where account_id = ? and deleted_at is null))",
                FailingEndpoints::read,
                account.value(),
                account.value()));
    }

    /** Empty if the endpoint does not fail. */
    public Optional<Failing> of(AccountId account, EndpointId endpoint) {
        return database.read(connection -> Rows.first(
                connection,
                "select * from endpoint_failing where account_id = ? and endpoint_id = ?",
                FailingEndpoints::read,
                account.value(),
                endpoint.value()));
    }

    /** Adds failures to those before; the rows as they are then. Endpoints in the order of their ids, against deadlocks. */
    public static List<Failing> add(Connection connection, List<Streak> streaks) throws SQLException {
        return Rows.list(
                connection,
                """
                insert into endpoint_failing as f (endpoint_id, account_id, since, failures)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[]::timestamptz[], ?::integer[]) as t order by 1
                on conflict (endpoint_id) do update
                    set failures = f.failures + excluded.failures, since = least(f.since, excluded.since)
                returning *
                """,
                FailingEndpoints::read,
                streaks.stream().map(streak -> streak.endpoint().value()).toArray(UUID[]::new),
                streaks.stream().map(streak -> streak.account().value()).toArray(UUID[]::new),
                streaks.stream().map(streak -> streak.since().toString()).toArray(String[]::new),
                connection.createArrayOf(
                        "integer", streaks.stream().map(Streak::failures).toArray(Integer[]::new)));
    }

    /**
     * Those that delivered fail no more. What fails meanwhile is locked before, for {@link #add}: two nodes that each saw
     * the other's endpoint deliver would wait for each other.
     */
    public static void over(Connection connection, Collection<EndpointId> delivered, Collection<EndpointId> failed)
            throws SQLException {
        Rows.update(connection, """
                with locked as materialized (
                    select endpoint_id from endpoint_failing where endpoint_id = any(?::uuid[] || ?::uuid[])
                    order by endpoint_id for update
                )
                delete from endpoint_failing where endpoint_id = any(array(
                    select endpoint_id from locked where endpoint_id = any(?)))
                """, values(delivered), values(failed), values(delivered));
    }

    private static UUID[] values(Collection<EndpointId> endpoints) {
        return endpoints.stream().map(EndpointId::value).toArray(UUID[]::new);
    }

    /**
     * Those that may be sent to, in the order of their ids, locked until the transaction ends; without those that somebody
     * else has locked, who is judging them.
     *
     * @param behind the ones after this
     */
    public static List<Failing> lock(Connection connection, EndpointId behind, int limit) throws SQLException {
        return Rows.list(connection, """
                select f.* from endpoint_failing f
                    join endpoint p on p.id = f.endpoint_id and p.status = 'active' and p.deleted_at is null
                    join webhook_switch s on s.account_id = f.account_id and s.enabled
                where f.endpoint_id > ?
                order by f.endpoint_id limit ? for update of f skip locked
                """, FailingEndpoints::read, behind.value(), limit);
    }

    /** Its owner was warned. */
    public static void warned(Connection connection, Failing failing, int percent, Instant now) throws SQLException {
        Rows.update(
                connection,
                "update endpoint_failing set warned = ?, warned_at = ? where account_id = ? and endpoint_id = ?",
                percent,
                now,
                failing.account().value(),
                failing.endpoint().value());
    }

    /** Nobody judges it until the transaction ends. */
    static void lock(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        Rows.list(
                connection,
                "select 1 from endpoint_failing where account_id = ? and endpoint_id = ? for update",
                _ -> endpoint,
                account.value(),
                endpoint.value());
    }

    /** It starts anew: enabled again, sent elsewhere, or gone. */
    static void forget(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        Rows.update(
                connection,
                "delete from endpoint_failing where account_id = ? and endpoint_id = ?",
                account.value(),
                endpoint.value());
    }

    /** All of an account's start anew: it could not send for a while. In the order in which they are added to. */
    static void forget(Connection connection, AccountId account) throws SQLException {
        Rows.update(connection, """
                delete from endpoint_failing where endpoint_id = any(array(
                    select f.endpoint_id from endpoint_failing f
                    where f.account_id = ? and f.endpoint_id = any(array(select id from endpoint where account_id = ?))
                    order by f.endpoint_id for update))
                """, account.value(), account.value());
    }

    private static Failing read(ResultSet row) throws SQLException {
        return new Failing(
                new AccountId(Rows.uuid(row, "account_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                Rows.time(row, "since"),
                row.getInt("failures"),
                row.getInt("warned"),
                Rows.optionalTime(row, "warned_at"));
    }
}
