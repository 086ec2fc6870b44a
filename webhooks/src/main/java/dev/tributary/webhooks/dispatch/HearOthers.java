package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.TellChange;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for other nodes that have something due and no room for it, or have committed events that readers here may
 * wait for; and for any, this one too, that has changed an endpoint. It only makes this node look sooner: who can't
 * listen, behind a pooler for instance, finds the same rows by polling.
 */
final class HearOthers {
    private static final String CHANNEL = "tributary_due";
    /** Waiting costs the database nothing; this bounds how long a stop may take. */
    private static final int WAIT_MILLIS = 1000;

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Runnable due;
    private final FeedBell bell;
    private final OwnConnection connection;
    private final FollowEndpoints endpoints;
    private final Loop loop = new Loop("hearing", () -> AGAIN_AFTER, this::step);
    private @Nullable Connection listening;
    private boolean missed;

    /**
     * A listener, not yet running.
     *
     * @param pipeline what finds what is due, and follows endpoints that changed
     * @param bell rung when another has committed events
     */
    HearOthers(
            Surroundings surroundings, Pipeline pipeline, KnownDestinations known, FeedBell bell, DataSource source) {
        this.surroundings = surroundings;
        this.due = pipeline.due.loop()::wake;
        this.bell = bell;
        this.connection = new OwnConnection(source);
        this.endpoints =
                new FollowEndpoints(pipeline.lanes, new SqlOpenEndpoints(connection, known), known, pipeline.outcomes);
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
        Set<String> changed = new LinkedHashSet<>();
        for (PGNotification said : connection.run(this::listen)) {
            if (said.getName().equals(TellChange.CHANNEL)) {
                changed.add(said.getParameter());
            } else {
                hear(said);
            }
        }
        if (missed) {
            missed = false;
            changed.add(TellChange.ANY);
        }
        follow(changed);
        return true;
    }

    private void follow(Set<String> changed) {
        Instant now = surroundings.clock().instant();
        if (changed.contains(TellChange.ANY)) {
            endpoints.runKnown(now);
        }
        changed.stream()
                .filter(one -> !one.equals(TellChange.ANY))
                .forEach(one -> endpoints.run(new EndpointId(UUID.fromString(one)), now));
    }

    private void hear(PGNotification said) {
        List<String> words = List.of(said.getParameter().split(" "));
        if (words.getFirst().equals(surroundings.node().toString())) {
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
                statement.execute("listen " + TellChange.CHANNEL);
            }
            listening = open;
            missed = true;
            due.run(); // what was said before is found by looking
            return List.of();
        }
        PGNotification[] notifications = open.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
        return notifications == null ? List.of() : List.of(notifications);
    }
}
