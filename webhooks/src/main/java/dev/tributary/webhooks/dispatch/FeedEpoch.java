package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The incarnation of the database cluster. Feed positions hold transaction ids, which start again where a dump is
 * restored into another cluster: then the epoch rises, and positions go on ascending.
 */
final class FeedEpoch {
    private FeedEpoch() {}

    /** To be called at start, inside a transaction. */
    static int current(Connection connection) throws SQLException {
        return Rows.first(connection, """
                        insert into engine_state as s (system_identifier, epoch)
                        select system_identifier::text, 1 from pg_control_system()
                        on conflict (only_row) do update set
                            epoch = s.epoch + (s.system_identifier <> excluded.system_identifier)::integer,
                            system_identifier = excluded.system_identifier
                        returning epoch
                        """, row -> row.getInt("epoch")).orElseThrow();
    }
}
