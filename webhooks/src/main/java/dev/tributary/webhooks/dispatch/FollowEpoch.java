package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Tells this node's publishers the feed's epoch: it may rise while they run, where a standby takes the database over. */
final class FollowEpoch {
    private final Database database;
    private final IntConsumer publishers;

    FollowEpoch(Database database, IntConsumer publishers) {
        this.database = database;
        this.publishers = publishers;
    }

    void start(Imprint found) {
        publishers.accept(database.write(connection -> FeedEpoch.current(connection, Optional.of(found))));
    }

    void look(Connection open) throws SQLException {
        Optional<Integer> same = FeedEpoch.unchanged(open);
        publishers.accept(
                same.isPresent()
                        ? same.get()
                        : database.write(connection -> FeedEpoch.current(connection, Optional.empty())));
    }
}
