package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings an endpoint's deliveries to where its row says that they belong, after a change. Where few wait it is done in
 * the transaction of the change. Where many do, the row is marked and {@link #step} does it, so many in a transaction:
 * one for all would hold up whoever else waits for it to end. Meanwhile claiming looks at the endpoint's row, so that
 * nothing is sent that should not be.
 */
public final class SettleDeliveries implements Endpoints.ItsDeliveries {
    /** As many are moved in the transaction of a change. */
    static final int FEW = 1_000;

    private static final int SOME = 1_000;
    /** Finding those that are not yet in order passes by those that are. */
    private static final int SOME_IN_ORDER = 10_000;
    /** By then leases from before the change have ended, and transactions that had not seen it. */
    private static final Duration LOOK_FOR = Duration.ofMinutes(2);

    private final InstantSource clock;

    public SettleDeliveries(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void follow(Connection connection, AccountId account, List<EndpointId> endpoints) throws SQLException {
        Instant now = clock.instant();
        mark(connection, account, endpoints, now);
        int left = FEW;
        for (EndpointId endpoint : endpoints) {
            int waiting = waiting(connection, endpoint, left + 1);
            if (waiting > left) {
                return;
            }
            left -= waiting;
            Settling row = row(connection, endpoint, now, "").orElseThrow();
            for (Settling.Move move : row.all()) {
                move.all(connection, now, endpoint.value(), row.skipThrough());
            }
        }
    }

    /**
     * Where many wait, the newest are cancelled at once and the others up to an id. What happens from now on is behind it
     * then, also where the clock of the node that publishes it is a little behind the others'.
     */
    @Override
    public void skip(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        if (waiting(connection, endpoint, FEW + 1) <= FEW) {
            for (Settling.Move move : List.of(Settling.Move.SKIP_HELD, Settling.Move.SKIP_DUE)) {
                move.all(connection, clock.instant(), endpoint.value(), Settling.ALL);
            }
            return;
        }
        Settling.cancelNewest(connection, FEW, clock.instant(), endpoint.value());
        Rows.update(connection, """
                update endpoint set skip_through = (
                    select id from delivery where endpoint_id = ? and (held_at is not null or due_at is not null)
                    order by id desc limit 1)
                where account_id = ? and id = ?
                """, endpoint.value(), account.value(), endpoint.value());
    }

    /** Endpoints whose deliveries are still to follow, so many behind this one, in their order. */
    public static List<EndpointId> marked(Connection connection, EndpointId behind, int most) throws SQLException {
        return Rows.list(
                connection,
                "select id from endpoint where settle_until is not null and id > ? order by id limit ?",
                row -> new EndpointId(Rows.uuid(row, "id")),
                behind.value(),
                most);
    }

    /**
     * A step for one endpoint, in a transaction; none where another node is at it.
     *
     * @return whether there may be more to do at once
     */
    public boolean step(Connection connection, EndpointId endpoint) throws SQLException {
        Instant now = clock.instant();
        Optional<Settling> row = row(connection, endpoint, now, "for no key update of p skip locked");
        if (row.isEmpty()) {
            return false;
        }
        boolean more = false;
        UUID skip = row.get().skipThrough();
        for (Settling.Move move : row.get().moves()) {
            more |= move.some(connection, SOME, now, endpoint.value(), skip) == SOME;
        }
        for (Settling.Move move : row.get().ordering()) {
            more |= move.some(connection, SOME_IN_ORDER, now, endpoint.value(), skip) == SOME_IN_ORDER;
        }
        if (!more && row.get().over()) {
            Rows.update(
                    connection,
                    "update endpoint set settle_until = null, skip_through = null where id = ?",
                    endpoint.value());
        }
        return more;
    }

    private static void mark(Connection connection, AccountId account, List<EndpointId> endpoints, Instant now)
            throws SQLException {
        Rows.update(
                connection,
                "update endpoint set settle_until = ? where account_id = ? and id = any(?)",
                now.plus(LOOK_FOR),
                account.value(),
                endpoints.stream().map(EndpointId::value).toArray(UUID[]::new));
    }

    private static Optional<Settling> row(Connection connection, EndpointId endpoint, Instant now, String lock)
            throws SQLException {
        return Rows.first(connection, """
                select %s from endpoint p left join webhook_switch s on s.account_id = p.account_id
                where p.id = ? and p.settle_until is not null %s
                """.formatted(Settling.COLUMNS, lock), Settling::read, now, endpoint.value());
    }

    /** How many are held or due, counted up to {@code most}. */
    private static int waiting(Connection connection, EndpointId endpoint, int most) throws SQLException {
        return Rows.first(connection, """
                        select count(*) from (
                            (select 1 from delivery where endpoint_id = ? and due_at is not null limit ?)
                            union all
                            (select 1 from delivery where endpoint_id = ? and held_at is not null limit ?)) waiting
                        """, row -> row.getInt(1), endpoint.value(), most, endpoint.value(), most)
                .orElse(0);
    }
}
