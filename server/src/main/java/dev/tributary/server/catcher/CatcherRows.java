package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Reads rows. */
final class CatcherRows {
    private CatcherRows() {}

    static Catcher catcher(ResultSet row, int index) throws SQLException {
        return new Catcher(
                new CatcherId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("name"),
                row.getString("token"),
                answer(row),
                row.getLong("answered"),
                row.getLong("last_number"),
                Optional.ofNullable(row.getObject("last_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static CaughtRequest request(ResultSet row, int index) throws SQLException {
        return new CaughtRequest(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("method"),
                row.getString("target"),
                HeaderLines.read(bytes(row, "headers")),
                bytes(row, "body"),
                row.getBoolean("truncated"),
                row.getString("remote_address"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                whole(row, "answered_status"));
    }

    static byte[] bytes(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getBytes(column));
    }

    static OptionalInt whole(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static CannedAnswer answer(ResultSet row) throws SQLException {
        return new CannedAnswer(
                row.getInt("status"),
                HeaderLines.read(bytes(row, "headers")),
                bytes(row, "body"),
                Duration.ofMillis(row.getInt("delay_ms")),
                whole(row, "fail_times"),
                row.getBoolean("drops"));
    }
}
