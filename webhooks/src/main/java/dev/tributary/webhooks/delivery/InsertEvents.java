package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes events and their deliveries in one statement, whatever their number. The feed's epoch is read in it rather than
 * remembered: whoever raises it waits for all that have written events, and those who come meanwhile wait for him.
 */
public final class InsertEvents {
    private static final String SQL = """
            with e as (
                insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                select * from (select unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::text[]), unnest(?::text[]),
                    unnest(?::bigint[]), ?::timestamptz, coalesce((select epoch from engine_state), 0),
                    unnest(?::bytea[]), unnest(?::bytea[])) as rows
            )
            insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                due_at, held_at, lease_node, lease_token, lease_until, order_key, created_at)
            select d.id, d.account_id, d.endpoint_id, d.event_id, d.topic, d.subject, d.sequence, d.format,
                case when d.held then 'held' else 'pending' end,
                d.due_at, case when d.held then now.at end,
                case when d.lease_until is not null then now.node end,
                case when d.lease_until is not null then now.token end,
                d.lease_until, d.order_key, now.at
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                    ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::text[])
                as d(id, account_id, endpoint_id, event_id, topic, subject, sequence, format,
                    held, due_at, lease_until, order_key),
                (select ?::timestamptz as at, ?::uuid as node, ?::uuid as token) as now
            """;

    private InsertEvents() {}

    /** An event of the insert and whose it is. */
    public record Row(UUID account, Event event) {}

    /**
     * Inserts all of them.
     *
     * @param node this node
     * @param token of the leases that deliveries are born with
     */
    public static void run(
            Connection connection, List<Row> events, List<Born> births, Instant now, UUID node, UUID token)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            Columns columns = new Columns(statement);
            columns.array("uuid", events, row -> row.event().id().value());
            columns.array("uuid", events, Row::account);
            columns.array("text", events, row -> row.event().topic());
            columns.array("text", events, row -> row.event().subject());
            columns.array("bigint", events, row -> row.event().sequence());
            columns.value(now);
            columns.bytes(events, row -> row.event().standard());
            columns.bytes(events, row -> row.event().classic());
            Function<Born, Row> of = born -> events.get(born.event());
            columns.array("uuid", births, born -> born.id().value());
            columns.array("uuid", births, born -> of.apply(born).account());
            columns.array("uuid", births, born -> born.endpoint().value());
            columns.array("uuid", births, born -> of.apply(born).event().id().value());
            columns.array("text", births, born -> of.apply(born).event().topic());
            columns.array("text", births, born -> of.apply(born).event().subject());
            columns.array("bigint", births, born -> of.apply(born).event().sequence());
            columns.array("text", births, born -> born.format().text());
            columns.array("boolean", births, born -> born.birth() instanceof Born.Birth.Held);
            columns.array(
                    "timestamptz", births, born -> born.birth() instanceof Born.Birth.Due due ? due.time() : null);
            columns.array(
                    "timestamptz",
                    births,
                    born -> born.birth() instanceof Born.Birth.WithLease lease ? lease.until() : null);
            columns.array("text", births, born -> born.orderKey().orElse(null));
            columns.value(now);
            columns.value(node);
            columns.value(token);
            statement.executeUpdate();
        }
    }
}
