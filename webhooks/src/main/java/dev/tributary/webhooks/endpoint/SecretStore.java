package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The secrets of endpoints in their table, newest first. */
final class SecretStore {
    private final SealedSecrets sealed;

    SecretStore(SealedSecrets sealed) {
        this.sealed = sealed;
    }

    /** A secret of an endpoint; {@code endsAt} is empty for the newest. */
    record Stored(EndpointId endpoint, SigningSecret secret, Optional<Instant> endsAt) {}

    void insert(
            Connection connection, AccountId account, EndpointId endpoint, UUID id, SigningSecret secret, Instant now)
            throws SQLException {
        Rows.update(connection, """
                insert into endpoint_secret (id, account_id, endpoint_id, sealed, created_at) values (?, ?, ?, ?, ?)
                """, id, account.value(), endpoint.value(), sealed.seal(account, secret), now);
    }

    /** Those that still sign at this time. */
    List<Stored> live(Connection connection, UUID[] endpoints, Instant now) throws SQLException {
        return Rows.list(
                connection,
                """
                select account_id, endpoint_id, sealed, ends_at from endpoint_secret
                where endpoint_id = any(?) and (ends_at is null or ends_at > ?)
                order by endpoint_id, ends_at is null desc, created_at desc, id desc
                """,
                row -> new Stored(
                        new EndpointId(Rows.uuid(row, "endpoint_id")),
                        sealed.open(new AccountId(Rows.uuid(row, "account_id")), row.getBytes("sealed")),
                        Rows.optionalTime(row, "ends_at")),
                endpoints,
                now);
    }

    /** The newest stops signing at this time, unless it already stops earlier; what has ended goes. */
    void endNewest(Connection connection, AccountId account, EndpointId endpoint, Instant end, Instant now)
            throws SQLException {
        Rows.update(connection, """
                update endpoint_secret set ends_at = least(coalesce(ends_at, ?), ?)
                where account_id = ? and endpoint_id = ?
                """, end, end, account.value(), endpoint.value());
        Rows.update(
                connection,
                "delete from endpoint_secret where account_id = ? and endpoint_id = ? and ends_at <= ?",
                account.value(),
                endpoint.value(),
                now);
    }

    /** Those that are on their way out sign no more. How many there were. */
    int endOverlap(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        return Rows.update(
                connection,
                "delete from endpoint_secret where account_id = ? and endpoint_id = ? and ends_at is not null",
                account.value(),
                endpoint.value());
    }

    void deleteAll(Connection connection, AccountId account, EndpointId endpoint) throws SQLException {
        Rows.update(
                connection,
                "delete from endpoint_secret where account_id = ? and endpoint_id = ?",
                account.value(),
                endpoint.value());
    }
}
