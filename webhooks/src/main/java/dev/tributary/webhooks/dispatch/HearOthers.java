package dev.tributary.webhooks.dispatch;

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
 * Listens for other nodes that have something due and no room for it. It only makes this node look sooner: who can't
 * listen, behind a pooler for instance, finds the same rows by polling.
 */
final class HearOthers {
    private static final String CHANNEL = "tributary_due";
    /** Waiting costs the database nothing; this bounds how long a stop may take. */
    private static final int WAIT_MILLIS = 1000;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final UUID node;
    private final Runnable heard;
    private final OwnConnection connection;
    private final Loop loop = new Loop("hearing", () -> AGAIN_AFTER, this::step);
    private @Nullable Connection listening;

    /**
     * A listener, not yet running.
     *
     * @param heard called when another node has said something
     */
    HearOthers(UUID node, Runnable heard, DataSource source) {
        this.node = node;
        this.heard = heard;
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
        boolean said = connection.run(this::listen);
        if (said) {
            heard.run();
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very connection that listens
    private boolean listen(Connection open) throws SQLException {
        if (listening != open) {
            try (Statement statement = open.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
            listening = open;
            return true; // what was said before is found by looking
        }
        PGNotification[] notifications = open.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        return notifications != null
                && List.of(notifications).stream()
                        .anyMatch(said -> !said.getParameter().equals(node.toString()));
    }
}
