package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads endpoints of any account with the secrets that sign for them, for the loops that deliver: in one statement, so
 * that a version and the secrets that belong to it are of one moment. In two, a rotation between them would leave the old
 * secrets under the new version, and nobody would look again.
 */
final class LoadDestinations {
    private final EndpointStore endpoints;
    private final SealedSecrets sealed;

    LoadDestinations(EndpointStore endpoints, SealedSecrets sealed) {
        this.endpoints = endpoints;
        this.sealed = sealed;
    }

    /**
     * An endpoint as it was read.
     *
     * @param secrets newest first; none where it was deleted
     */
    record Loaded(Endpoint endpoint, List<Destination.LiveSecret> secrets) {}

    List<Loaded> run(Connection connection, UUID[] ids, Instant now) throws SQLException {
        Map<EndpointId, Loaded> found = new LinkedHashMap<>();
        Rows.list(
                connection,
                """
                select p.*, s.sealed, s.ends_at from endpoint p
                    left join endpoint_secret s on s.endpoint_id = p.id and (s.ends_at is null or s.ends_at > ?)
                where p.id = any(?)
                order by p.id, s.ends_at is null desc, s.created_at desc, s.id desc
                """,
                row -> found.merge(new EndpointId(Rows.uuid(row, "id")), read(row), LoadDestinations::both),
                now,
                ids);
        return List.copyOf(found.values());
    }

    private Loaded read(ResultSet row) throws SQLException {
        Endpoint endpoint = endpoints.read(row);
        byte[] secret = row.getBytes("sealed");
        return new Loaded(
                endpoint,
                secret == null
                        ? List.of()
                        : List.of(new Destination.LiveSecret(
                                sealed.open(endpoint.account(), secret), Rows.optionalTime(row, "ends_at"))));
    }

    private static Loaded both(Loaded newer, Loaded older) {
        List<Destination.LiveSecret> secrets = new ArrayList<>(newer.secrets());
        secrets.addAll(older.secrets());
        return new Loaded(newer.endpoint(), List.copyOf(secrets));
    }
}
