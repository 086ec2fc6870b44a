package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the feed's epoch where need be: it may rise while nodes run, where a standby takes the database over. Where a
 * transaction that has published does not end it is raised at a later look.
 */
final class FollowEpoch {
    private static final Logger LOG = LoggerFactory.getLogger(FollowEpoch.class);
    private static final String LOCKED = "55P03";

    private final Database database;
    private volatile Optional<Imprint> found = Optional.empty();

    FollowEpoch(Database database) {
        this.database = database;
    }

    void start(Imprint imprint) {
        found = Optional.of(imprint);
        follow();
    }

    /** What was found at the start counts until the epoch has risen for it. */
    void look(Connection open) throws SQLException {
        if (found.isPresent() || !FeedEpoch.isUnchanged(open)) {
            follow();
        }
    }

    private void follow() {
        try {
            database.write(connection -> FeedEpoch.current(connection, found));
            found = Optional.empty();
        } catch (DatabaseFault fault) {
            if (!(fault.getCause() instanceof SQLException cause) || !LOCKED.equals(cause.getSQLState())) {
                throw fault;
            }
            LOG.warn("The feed's epoch has to rise and waits for a transaction that has published events");
        }
    }
}
