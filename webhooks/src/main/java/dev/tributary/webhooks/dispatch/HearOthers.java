package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for other nodes that have something due and no room for it, or have committed events that readers here may
 * wait for. It only makes this node look sooner: who can't listen, behind a pooler for instance, finds the same rows by
 * polling.
 */
final class HearOthers {
    private static final String CHANNEL = "tributary_due";
    /** Waiting costs the database nothing; this bounds how long a stop may take. */
    private static final int WAIT_MILLIS = 1000;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final UUID node;
    private final Runnable due;
    private final FeedBell bell;
    private final OwnConnection connection;
    private final Loop loop = new Loop("hearing", () -> AGAIN_AFTER, this::step);
    private @Nullable Connection listening;

    /**
     * A listener, not yet running.
     *
     * @param due called when another node has something due
     * @param bell rung when another has committed events
     */
    HearOthers(UUID node, Runnable due, FeedBell bell, DataSource source) {
        this.node = node;
        this.due = due;
        this.bell = bell;
        this.connection = new OwnConnection(source);
    }

    Loop loop() {
        return loop;
    }

    /** Says to all who listen that something is due; this node's own listener does not mind. */
    static int tell(Connection open, UUID node) throws SQLException {
        return Rows.list(open, "select pg_notify(?, ?)", _ -> 1, CHANNEL, node.toString())
                .size();
    }

    void close() {
        connection.close();
    }

    private boolean step() {
        connection.run(this::listen).forEach(this::hear);
        return true;
    }

    private void hear(PGNotification said) {
        List<String> words = List.of(said.getParameter().split(" "));
        if (words.getFirst().equals(node.toString())) {
            return;
        }
        if (said.getName().equals(CHANNEL)) {
            due.run();
        } else if (words.contains(TellFeed.ALL)) {
            bell.hearAll();
        } else {
            bell.hear(words.stream()
                    .skip(1)
                    .map(account -> new AccountId(UUID.fromString(account)))
                    .toList());
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very connection that listens
    private List<PGNotification> listen(Connection open) throws SQLException {
        if (listening != open) {
            try (Statement statement = open.createStatement()) {
                statement.execute("listen " + CHANNEL);
                statement.execute("listen " + TellFeed.CHANNEL);
            }
            listening = open;
            due.run(); // what was said before is found by looking
            return List.of();
        }
        PGNotification[] notifications = open.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        return notifications == null ? List.of() : List.of(notifications);
    }
}
