package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Looks again at the endpoints for which deliveries wait in memory: a changed one is loaded anew, and what waits for one
 * that was paused, disabled, deleted or switched off goes back to its rows, where it will be held or cancelled.
 */
final class FollowEndpoints {
    private final Lanes lanes;
    private final KnownDestinations known;
    private final OutcomeQueue outcomes;

    FollowEndpoints(Lanes lanes, KnownDestinations known, OutcomeQueue outcomes) {
        this.lanes = lanes;
        this.known = known;
        this.outcomes = outcomes;
    }

    void run(Connection connection, Instant now) throws SQLException {
        Set<EndpointId> waiting = lanes.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        Map<EndpointId, Long> open = open(connection, waiting);
        known.refresh(connection, open, now);
        waiting.stream()
                .filter(endpoint -> !open.containsKey(endpoint))
                .forEach(closed -> outcomes.giveBack(lanes.takeWaiting(closed)));
    }

    /** Those that may be sent to, with their versions. */
    private static Map<EndpointId, Long> open(Connection connection, Set<EndpointId> endpoints) throws SQLException {
        Map<EndpointId, Long> versions = new HashMap<>();
        Rows.list(
                connection,
                """
                select p.id, p.version from endpoint p
                    join webhook_switch s on s.account_id = p.account_id and s.enabled
                where p.id = any(?) and p.status = 'active' and p.deleted_at is null
                """,
                row -> versions.put(new EndpointId(Rows.uuid(row, "id")), row.getLong("version")),
                (Object) endpoints.stream().map(EndpointId::value).toArray(UUID[]::new));
        return versions;
    }
}
