package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which endpoints may be sent to, in PostgreSQL, on the connection of one loop. */
record SqlOpenEndpoints(OwnConnection connection, KnownDestinations known) implements FollowEndpoints.Open {
    @Override
    public Set<EndpointId> open(Set<EndpointId> endpoints, Instant now) {
        return connection.run(open -> {
            Map<EndpointId, Long> versions = versions(open, endpoints);
            known.refresh(open, versions, now);
            return versions.keySet();
        });
    }

    private static Map<EndpointId, Long> versions(Connection connection, Set<EndpointId> endpoints)
            throws SQLException {
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
