package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Whether an account may use webhooks. */
final class Switches {
    boolean enabled(Connection connection, AccountId account) throws SQLException {
        return Rows.first(
                        connection,
                        "select enabled from webhook_switch where account_id = ?",
                        row -> row.getBoolean("enabled"),
                        account.value())
                .orElse(false);
    }

    /** Whether anything changed. */
    boolean set(Connection connection, AccountId account, boolean enabled, Instant now) throws SQLException {
        return Rows.update(connection, """
                        insert into webhook_switch as s (account_id, enabled, changed_at) values (?, ?, ?)
                        on conflict (account_id) do update set enabled = excluded.enabled, changed_at = excluded.changed_at
                        where s.enabled <> excluded.enabled
                        """, account.value(), enabled, now) > 0;
    }
}
