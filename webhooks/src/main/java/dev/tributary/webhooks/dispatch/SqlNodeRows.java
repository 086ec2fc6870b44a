package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** {@link NodeRows} in PostgreSQL. */
final class SqlNodeRows implements NodeRows {
    private final OwnConnection connection;
    private final SqlOpenEndpoints endpointRows;
    private final Dispatch.ClockAnchor anchor;

    SqlNodeRows(DataSource source, KnownDestinations known, Dispatch.ClockAnchor anchor) {
        this.connection = new OwnConnection(source);
        this.endpointRows = new SqlOpenEndpoints(connection, known);
        this.anchor = anchor;
    }

    @Override
    public void anchor() {
        connection.run(open -> {
            anchor.anchor(open);
            return open;
        });
    }

    @Override
    public void beat(UUID node, Instant startedAt, Instant now, Set<UUID> counts) {
        connection.run(open -> Rows.update(open, """
                insert into node (id, started_at, heartbeat_at, counts) values (?, ?, ?, ?)
                on conflict (id) do update
                    set heartbeat_at = excluded.heartbeat_at, counts = excluded.counts, buried_xid = null
                """, node, startedAt, now, counts.toArray(UUID[]::new)));
    }

    @Override
    public List<Seen> look(Instant after) {
        return connection.run(open -> Rows.list(
                open,
                "select id, heartbeat_at > ? as alive, counts from node",
                row -> new Seen(Rows.uuid(row, "id"), row.getBoolean("alive"), Set.of((UUID[])
                        row.getArray("counts").getArray())),
                after));
    }

    @Override
    public Set<EndpointId> open(Set<EndpointId> endpoints, Instant now) {
        return endpointRows.open(endpoints, now);
    }

    @Override
    public void leave(UUID node) {
        connection.run(open -> Rows.update(open, "delete from node where id = ?", node));
    }

    @Override
    public void close() {
        connection.close();
    }
}
