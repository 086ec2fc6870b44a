package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an endpoint's row says of its deliveries.
 *
 * @param open whether it may be sent to
 * @param on whether webhooks are on for its account
 * @param skip everything up to this delivery is cancelled
 * @param over whether it has been looked at for long enough
 */
record Settling(boolean deleted, boolean open, boolean on, boolean ordered, Optional<UUID> skip, boolean over) {
    /** Where whatever is held or due is skipped. */
    static final UUID ALL = new UUID(-1, -1);

    private static final UUID NOTHING = new UUID(0, 0);

    static final String COLUMNS = """
            p.deleted_at is not null as deleted, p.deleted_at is null and p.status = 'active' and coalesce(s.enabled, false) as open,
            coalesce(s.enabled, false) as on, p.ordered, p.skip_through, p.settle_until <= ? as over
            """;

    static Settling read(ResultSet row) throws SQLException {
        return new Settling(
                row.getBoolean("deleted"),
                row.getBoolean("open"),
                row.getBoolean("on"),
                row.getBoolean("ordered"),
                Rows.optionalUuid(row, "skip_through"),
                row.getBoolean("over"));
    }

    /** What is to be done, in this order. */
    List<Move> moves() {
        if (deleted) {
            return List.of(Move.SKIP_HELD, Move.SKIP_DUE);
        }
        List<Move> moves = new ArrayList<>();
        if (skip.isPresent()) {
            moves.addAll(List.of(Move.SKIP_HELD, Move.SKIP_DUE));
        }
        moves.add(open ? Move.RELEASE : on ? Move.HOLD : Move.HOLD_ALL);
        return moves;
    }

    /** The same, and what brings them in order or out of it: of what follows nothing may come before it. */
    List<Move> all() {
        return Stream.concat(moves().stream(), ordering().stream()).toList();
    }

    /** The deliveries that it has not yet, or no longer, in order. */
    List<Move> ordering() {
        return deleted ? List.of() : ordered ? List.of(Move.ORDER_DUE, Move.ORDER_HELD) : List.of(Move.UNORDER);
    }

    /** Up to where everything is skipped. */
    UUID skipThrough() {
        return deleted ? ALL : skip.orElse(NOTHING);
    }

    /** So many, of those that are held or due. */
    static void cancelNewest(Connection connection, int many, Instant now, UUID endpoint) throws SQLException {
        Rows.update(connection, """
                with i as (select ?::timestamptz as at)
                update delivery d set %s
                where (d.held_at is not null or d.due_at is not null) and d.id = any(array(
                    select w.id from delivery w
                    where w.endpoint_id = ? and (w.held_at is not null or w.due_at is not null)
                    order by w.id desc limit ?))
                """.formatted(Move.CANCEL), now, endpoint, many);
    }

    /** One kind of move: which rows, and what becomes of them. {@code i} has the time, the endpoint and where a skip ends. */
    enum Move {
        SKIP_HELD("d.held_at is not null and d.id <= (select skip from i)", Move.CANCEL),
        SKIP_DUE("d.due_at is not null and d.id <= (select skip from i)", Move.CANCEL),
        RELEASE("d.held_at is not null and d.id > (select skip from i)", """
                state = case when attempts = 0 then 'pending' else 'retrying' end, held_at = null,
                due_at = (select at from i)
                """),
        /** But for replays of one: these are sent to a paused endpoint, too. */
        HOLD("d.due_at is not null and (d.replay_of is null or d.replay_job is not null)", Move.KEEP),
        HOLD_ALL("d.due_at is not null", Move.KEEP),
        ORDER_DUE("d.due_at is not null and " + Move.FIRST_AND_FREE, "order_key = subject"),
        ORDER_HELD("d.held_at is not null and " + Move.FIRST_AND_FREE, "order_key = subject"),
        UNORDER("d.order_key is not null", "order_key = null");

        private static final String CANCEL =
                "state = 'cancelled', held_at = null, due_at = null, order_key = null, finished_at = (select at from i)";
        private static final String KEEP = "state = 'held', due_at = null, held_at = (select at from i)";
        private static final String FIRST_AND_FREE =
                "d.order_key is null and d.replay_of is null and d.replay_job is null";
        private static final String INPUT =
                "with i as (select ?::timestamptz as at, ?::uuid as endpoint, ?::uuid as skip)";

        private final String which;
        private final String what;

        Move(String which, String what) {
            this.which = which;
            this.what = what;
        }

        /** All of them, waiting for those that others are at. */
        int all(Connection connection, Object... input) throws SQLException {
            return Rows.update(
                    connection,
                    INPUT + " update delivery d set " + what + " where d.endpoint_id = (select endpoint from i) and "
                            + which,
                    input);
        }

        /** So many of them, leaving out those that others are at: they come with the next call. */
        int some(Connection connection, int most, Object... input) throws SQLException {
            return Rows.update(connection, """
                    %s, batch as (
                        select d.id from delivery d where d.endpoint_id = (select endpoint from i) and %s
                        limit %d for update skip locked
                    )
                    update delivery d set %s from batch b where d.id = b.id
                    """.formatted(INPUT, which, most, what), input);
        }
    }
}
