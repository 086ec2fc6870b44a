package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says to all nodes, this one too, that an endpoint has changed: with the transaction's commit, and not at all where it
 * rolls back. It only makes them look sooner; who does not hear it looks with its next heartbeat.
 */
public final class TellChange {
    public static final String CHANNEL = "tributary_endpoint";
    /** Instead of an endpoint's id: any may have changed. */
    public static final String ANY = "*";

    private TellChange() {}

    public static void of(Connection connection, EndpointId endpoint) throws SQLException {
        tell(connection, endpoint.value().toString());
    }

    static void ofAny(Connection connection) throws SQLException {
        tell(connection, ANY);
    }

    private static void tell(Connection connection, String which) throws SQLException {
        Rows.list(connection, "select pg_notify(?, ?)", _ -> which, CHANNEL, which);
    }
}
