package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Endpoints in their table. */
final class EndpointStore {
    private static final String SETTINGS = """
            url, description, format, all_topics, topics, signing, ordered, rate_per_second, max_in_flight,
            timeout_seconds, schedule, headers_sealed""";
    private static final String PLACES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private final SealedSecrets secrets;

    EndpointStore(SealedSecrets secrets) {
        this.secrets = secrets;
    }

    void insert(Connection connection, Endpoint endpoint) throws SQLException {
        Rows.update(
                connection,
                "insert into endpoint (" + SETTINGS + ", status, created_at, updated_at, account_id, id) values ("
                        + PLACES + ", 'active', ?, ?, ?, ?)",
                with(
                        endpoint.account(),
                        endpoint.settings(),
                        endpoint.createdAt(),
                        endpoint.updatedAt(),
                        endpoint.account().value(),
                        endpoint.id().value()));
    }

    Optional<Endpoint> find(Connection connection, AccountId account, EndpointId id) throws SQLException {
        return find(connection, account, id, "");
    }

    /**
     * Locked until the transaction ends.
     *
     * @param anew whether its failures may be forgotten: who judges it locks these first, too
     */
    Optional<Endpoint> lock(Connection connection, AccountId account, EndpointId id, boolean anew) throws SQLException {
        if (anew) {
            FailingEndpoints.lock(connection, account, id);
        }
        return find(connection, account, id, "for update");
    }

    private Optional<Endpoint> find(Connection connection, AccountId account, EndpointId id, String lock)
            throws SQLException {
        return Rows.first(
                connection,
                "select * from endpoint where account_id = ? and id = ? and deleted_at is null " + lock,
                this::read,
                account.value(),
                id.value());
    }

    List<Endpoint> list(Connection connection, AccountId account, Optional<EndpointId> after, int limit)
            throws SQLException {
        return Rows.list(
                connection,
                """
                select * from endpoint
                where account_id = ? and deleted_at is null and id > ?
                order by id limit ?
                """,
                this::read,
                account.value(),
                after.map(EndpointId::value).orElse(new UUID(0, 0)),
                limit);
    }

    void update(Connection connection, AccountId account, EndpointId id, EndpointSettings settings, Instant now)
            throws SQLException {
        Rows.update(
                connection,
                "update endpoint set (" + SETTINGS + ", updated_at, version) = (" + PLACES
                        + ", ?, version + 1) where account_id = ? and id = ?",
                with(account, settings, now, account.value(), id.value()));
    }

    /** The values of {@link #SETTINGS}, and what follows them. */
    private Object[] with(AccountId account, EndpointSettings settings, Object... more) {
        List<Object> values = new ArrayList<>(List.of(
                settings.url(),
                settings.description(),
                settings.format().text(),
                settings.allTopics(),
                settings.topics().toArray(String[]::new),
                settings.signing().text(),
                settings.ordered(),
                settings.ratePerSecond(),
                settings.maxInFlight(),
                settings.timeoutSeconds(),
                settings.schedule(),
                Optional.ofNullable(secrets.sealHeaders(account, settings.headers()))));
        values.addAll(List.of(more));
        return values.toArray();
    }

    void setStatus(
            Connection connection,
            AccountId account,
            EndpointId id,
            Status status,
            Optional<String> reason,
            Instant now)
            throws SQLException {
        Rows.update(connection, """
                update endpoint set status = ?, status_reason = ?, updated_at = ?, version = version + 1
                where account_id = ? and id = ?
                """, status.text(), reason, now, account.value(), id.value());
    }

    void delete(Connection connection, AccountId account, EndpointId id, Instant now) throws SQLException {
        Rows.update(connection, """
                update endpoint set deleted_at = ?, updated_at = ?, version = version + 1, headers_sealed = null
                where account_id = ? and id = ?
                """, now, now, account.value(), id.value());
    }

    /** Makes every sender that knows an older version reload. */
    void touch(Connection connection, AccountId account, EndpointId id, Instant now) throws SQLException {
        Rows.update(
                connection,
                "update endpoint set updated_at = ?, version = version + 1 where account_id = ? and id = ?",
                now,
                account.value(),
                id.value());
    }

    /** All columns of the table. */
    Endpoint read(ResultSet row) throws SQLException {
        AccountId account = new AccountId(Rows.uuid(row, "account_id"));
        EndpointSettings settings = new EndpointSettings(
                row.getString("url"),
                row.getString("description"),
                Format.valueOf(upper(row, "format")),
                row.getBoolean("all_topics"),
                texts(row.getArray("topics")),
                Signing.valueOf(upper(row, "signing")),
                row.getBoolean("ordered"),
                Rows.optionalInt(row, "rate_per_second"),
                row.getInt("max_in_flight"),
                row.getInt("timeout_seconds"),
                Optional.ofNullable(row.getString("schedule")),
                secrets.openHeaders(account, row.getBytes("headers_sealed")));
        return new Endpoint(
                new EndpointId(Rows.uuid(row, "id")),
                account,
                settings,
                Status.valueOf(upper(row, "status")),
                Optional.ofNullable(row.getString("status_reason")),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"),
                row.getLong("version"));
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
