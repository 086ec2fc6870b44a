package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/**
 * Whether an account may use webhooks: the operator's to say. While it may not, its events still reach the feed, nothing
 * is delivered or kept for later, and what was pending is held.
 */
public final class AccountSwitch {
    private final Database database;
    private final InstantSource clock;
    private final Endpoints.ItsDeliveries deliveries;

    public AccountSwitch(Database database, InstantSource clock, Endpoints.ItsDeliveries deliveries) {
        this.database = database;
        this.clock = clock;
        this.deliveries = deliveries;
    }

    /** False for an account that was never switched on. */
    public boolean isOn(AccountId account) {
        return database.read(connection -> isOn(connection, account));
    }

    /** Off holds what is pending; on again releases what active endpoints have held, and counts their failures anew. */
    public void set(AccountId account, boolean on) {
        database.write(connection -> {
            if (write(connection, account, on)) {
                if (on) {
                    FailingEndpoints.forget(
                            connection, account); // the time in which nothing was sent is nobody's failure
                }
                follow(connection, account);
                TellChange.ofAny(connection);
            }
            return on;
        });
    }

    static boolean isOn(Connection connection, AccountId account) throws SQLException {
        return Rows.first(
                        connection,
                        "select enabled from webhook_switch where account_id = ?",
                        row -> row.getBoolean("enabled"),
                        account.value())
                .orElse(false);
    }

    /** Whether anything changed. */
    private boolean write(Connection connection, AccountId account, boolean on) throws SQLException {
        return Rows.update(connection, """
                        insert into webhook_switch as s (account_id, enabled, changed_at) values (?, ?, ?)
                        on conflict (account_id) do update set enabled = excluded.enabled, changed_at = excluded.changed_at
                        where s.enabled <> excluded.enabled
                        """, account.value(), on, clock.instant()) > 0;
    }

    private void follow(Connection connection, AccountId account) throws SQLException {
        deliveries.follow(
                connection,
                account,
                Rows.list(
                        connection,
                        "select id from endpoint where account_id = ? and deleted_at is null order by id",
                        row -> new EndpointId(Rows.uuid(row, "id")),
                        account.value()));
    }
}
