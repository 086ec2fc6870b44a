package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AtOnce;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * An account's replays of many: count, start, watch, cancel. Every call but the cancelling throws {@code WebhooksOff}
 * where webhooks are off for the account.
 */
public final class Replays {
    private static final int MOST_LOOKED_AT = 50_000;
    private static final int MOST_RUNNING = 10;
    /** Each has a connection of its own for its time, and the database has few. */
    private static final int MOST_COUNTS = 4;

    private static final Duration COUNT_WAIT = Duration.ofSeconds(5);

    private final AtOnce counts = new AtOnce("counts of replays", MOST_COUNTS, MOST_COUNTS, COUNT_WAIT);
    private final Database database;
    private final DataSource loops;
    private final InstantSource clock;
    private final UuidV7 ids;
    private final Endpoints endpoints;
    private final TopicCatalogue topics;
    private final Runnable wake;

    /**
     * Replays in this database.
     *
     * @param loops connections whose plans may be pinned: a count must not depend on what the planner guesses
     * @param wake called when a job was made
     */
    public Replays(
            Database database,
            DataSource loops,
            InstantSource clock,
            UuidV7 ids,
            Endpoints endpoints,
            TopicCatalogue topics,
            Runnable wake) {
        this.database = database;
        this.loops = loops;
        this.clock = clock;
        this.ids = ids;
        this.endpoints = endpoints;
        this.topics = topics;
        this.wake = wake;
    }

    /**
     * How many deliveries it would make now. Looks at {@value #MOST_LOOKED_AT} rows and no more.
     *
     * @return empty if the account has no such endpoint
     * @throws UnknownDeliveries if a selection names some that are not the endpoint's
     * @throws TooManyAtOnce if too many are being counted
     */
    public Optional<ReplayCount> count(AccountId account, EndpointId id, ReplayScope scope) {
        return endpoints.find(account, id).map(endpoint -> {
            Span span = Span.of(scope, endpoint.settings(), topics, ids.next());
            return count(endpoint, span, database.read(ReplayStore.Snapshot::now), clock.instant());
        });
    }

    /**
     * Starts a job; what happens from now on is not in it.
     *
     * @param askedBy who, such as {@code key_…}; at most 200 characters
     * @return empty if the account has no such endpoint
     * @throws ReplayRefused if the endpoint is not active, or has too many jobs running
     * @throws UnknownDeliveries if a selection names some that are not the endpoint's
     * @throws TooManyAtOnce if too many are being counted
     */
    public Optional<ReplayJob> start(AccountId account, EndpointId id, ReplayScope scope, String askedBy) {
        Optional<ReplayJob> started = endpoints.find(account, id).map(endpoint -> {
            Instant now = clock.instant();
            Span span = Span.of(scope, endpoint.settings(), topics, ids.next());
            ReplayStore.Snapshot snapshot = database.read(ReplayStore.Snapshot::now);
            ReplayCount count = count(endpoint, span, snapshot, now);
            ReplayId job = new ReplayId(ids.next());
            return database.write(connection -> {
                requireReady(connection, account, id);
                ReplayStore.insert(connection, account, id, job, span, snapshot, count, askedBy, now);
                return ReplayStore.find(connection, account, job).orElseThrow();
            });
        });
        wake.run();
        return started;
    }

    public Optional<ReplayJob> find(AccountId account, ReplayId id) {
        return database.read(connection -> ReplayStore.find(connection, account, id));
    }

    /** Newest first. */
    public List<ReplayJob> list(AccountId account, EndpointId endpoint, Optional<ReplayId> before, int limit) {
        return database.read(connection -> ReplayStore.list(connection, account, endpoint, before, limit));
    }

    /**
     * Stops a job: it makes no more deliveries, and those that it made are cancelled: what is being sent right now soon
     * after its attempt, unless that delivers it. One that has ended stays as it is.
     *
     * @return the job; empty if the account has no such
     */
    public Optional<ReplayJob> cancel(AccountId account, ReplayId id) {
        return database.write(connection -> {
            EndJob.cancelByOwner(connection, account, id, clock.instant());
            return ReplayStore.find(connection, account, id);
        });
    }

    private ReplayCount count(Endpoint endpoint, Span span, ReplayStore.Snapshot snapshot, Instant now) {
        return counts.run(endpoint.account(), () -> {
            try (OwnConnection connection = new OwnConnection(loops)) {
                return connection.transaction(open -> count(open, endpoint, span, snapshot, now));
            }
        });
    }

    private static ReplayCount count(
            Connection connection, Endpoint endpoint, Span span, ReplayStore.Snapshot snapshot, Instant now)
            throws SQLException {
        requireKnown(connection, endpoint, span);
        Rows.update(connection, Walk.IN_ORDER);
        return Rows.first(
                        connection,
                        span.walk().count(),
                        row -> new ReplayCount(row.getLong("fit"), row.getLong("looked") < MOST_LOOKED_AT),
                        endpoint.account().value(),
                        endpoint.id().value(),
                        span.deliveryIds(),
                        span.stateTexts(),
                        span.topics().toArray(String[]::new),
                        span.codes().map(CodeRange::from),
                        span.codes().map(CodeRange::to),
                        span.subject(),
                        span.from(),
                        span.below(),
                        snapshot.epoch(),
                        snapshot.text(),
                        now,
                        endpoint.id().toString(),
                        MOST_LOOKED_AT)
                .orElseThrow();
    }

    private static void requireKnown(Connection connection, Endpoint endpoint, Span span) throws SQLException {
        if (span.deliveries().isEmpty()) {
            return;
        }
        Set<DeliveryId> known = ReplayStore.known(connection, endpoint.account(), endpoint.id(), span.deliveryIds());
        if (known.size() < span.deliveries().size()) {
            throw new UnknownDeliveries(
                    span.deliveries().stream().filter(id -> !known.contains(id)).toList());
        }
    }

    /** Locks the endpoint's row: a pause comes before the job or after it. */
    private static void requireReady(Connection connection, AccountId account, EndpointId id) throws SQLException {
        String status = Rows.first(
                        connection,
                        "select status from endpoint where account_id = ? and id = ? and deleted_at is null for update",
                        row -> row.getString("status"),
                        account.value(),
                        id.value())
                .orElse("deleted");
        if (!status.equals("active")) {
            throw new ReplayRefused("The webhook is " + status + ": enable it first. Until then one delivery at a time"
                    + " can be replayed, to try it.");
        }
        if (ReplayStore.countRunning(connection, account, id) >= MOST_RUNNING) {
            throw new ReplayRefused(MOST_RUNNING
                    + " replays of this webhook are running or waiting: wait for one to end, or cancel one.");
        }
    }
}
