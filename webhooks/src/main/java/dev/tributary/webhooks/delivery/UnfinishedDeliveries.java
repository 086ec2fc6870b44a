package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What is still to be done for the events of a span, replays of them included. It is found along the index of events,
 * which every delivery enters once: so leased rows are found, too, for which there is no index. Spans are to be short.
 */
public final class UnfinishedDeliveries {
    private UnfinishedDeliveries() {}

    /**
     * An endpoint's part of them.
     *
     * @param waiting held or due
     * @param leased under way, or left by a node that died
     */
    public record Count(AccountId account, EndpointId endpoint, long waiting, long leased) {}

    /** How many there are, by endpoint. */
    public static List<Count> count(Connection connection, IdRange events) throws SQLException {
        return Rows.list(connection, """
                select account_id, endpoint_id, count(*) filter (where lease_token is null) as waiting,
                    count(*) filter (where lease_token is not null) as leased
                from delivery where event_id >= ? and event_id < ? and finished_at is null
                group by account_id, endpoint_id
                """, UnfinishedDeliveries::read, events.from(), events.to());
    }

    /** Makes due what was leased and never came back, whoever leased it. */
    public static int reclaim(Connection connection, IdRange events, Instant now, Instant expiredBefore)
            throws SQLException {
        return Rows.update(connection, """
                update delivery set due_at = ?, lease_node = null, lease_token = null, lease_until = null
                where event_id >= ? and event_id < ? and finished_at is null and lease_until < ?
                """, now, events.from(), events.to(), expiredBefore);
    }

    /**
     * Cancels what is held or due.
     *
     * @param reason one sentence for its owner
     * @return how many, by endpoint
     */
    public static List<Count> cancel(Connection connection, IdRange events, Instant now, String reason)
            throws SQLException {
        return Rows.list(connection, """
                with cancelled as (
                    update delivery set state = 'cancelled', state_reason = ?, held_at = null, due_at = null,
                        order_key = null, finished_at = ?
                    where event_id >= ? and event_id < ? and finished_at is null and lease_token is null
                    returning account_id, endpoint_id
                )
                select account_id, endpoint_id, count(*) as waiting, 0 as leased
                from cancelled group by account_id, endpoint_id
                """, UnfinishedDeliveries::read, reason, now, events.from(), events.to());
    }

    private static Count read(ResultSet row) throws SQLException {
        return new Count(
                new AccountId(Rows.uuid(row, "account_id")),
                new EndpointId(Rows.uuid(row, "endpoint_id")),
                row.getLong("waiting"),
                row.getLong("leased"));
    }
}
