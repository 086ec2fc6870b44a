package dev.tributary.webhooks;

import dev.tributary.webhooks.clock.DatabaseClock;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliveryLog;
import dev.tributary.webhooks.delivery.DeliveryStatistics;
import dev.tributary.webhooks.delivery.FindDeliveries;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.Replay;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.dispatch.Dispatch;
import dev.tributary.webhooks.dispatch.Others;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.dispatch.Surroundings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AccountSwitch;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import dev.tributary.webhooks.endpoint.Notices;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.endpoint.WebhooksOff;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.Feed;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.replay.Replays;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.AddressPolicy;
import dev.tributary.webhooks.transport.EventLoops;
import dev.tributary.webhooks.transport.GuardedClient;
import dev.tributary.webhooks.transport.JdkNameResolver;
import dev.tributary.webhooks.transport.LookUps;
import dev.tributary.webhooks.transport.NameResolver;
import io.vertx.core.Vertx;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The webhook engine. Events are published inside the caller's transaction and are delivered, once that has committed,
 * until they are delivered, exhausted or held, through any crash. Its tables must exist (Flyway, {@code
 * db/migration/webhooks}). Safe for many threads.
 */
public final class Webhooks implements AutoCloseable {
    private final TopicCatalogue topics;
    private final Schedules schedules;
    private final InstantSource clock;
    private final Vertx vertx;
    private final LookUps lookUps = new LookUps();
    private final Dispatch dispatch;
    private final AccountSwitch accountSwitch;
    private final Endpoints endpoints;
    private final FailingEndpoints failing;
    private final Notices notices;
    private final DeliveryLog deliveries;
    private final FindDeliveries find;
    private final DeliveryStatistics statistics;
    private final Replay replay;
    private final Replays replays;
    private final Feed feed;
    private final Condition condition;

    /**
     * An engine that is not running yet: it can publish and be configured, and {@link #start} makes it deliver.
     *
     * @param callers connections for the calls of the façade; may lend the connection of a transaction under way
     * @param loops connections for the engine's own threads, about nine; never a caller's
     */
    public Webhooks(
            WebhooksSettings settings, DataSource callers, DataSource loops, Vault vault, TopicCatalogue topics) {
        this(settings, callers, loops, vault, topics, databaseClock(loops), Optional.empty());
    }

    /**
     * An engine with a clock and a resolver of the caller's: for tests.
     *
     * @param resolver instead of the system's
     */
    public Webhooks(
            WebhooksSettings settings,
            DataSource callers,
            DataSource loops,
            Vault vault,
            TopicCatalogue topics,
            InstantSource clock,
            Optional<NameResolver> resolver) {
        this(settings, callers, loops, vault, topics, clock, resolver, Optional.empty());
    }

    /** For tests: trusts these authorities instead of the system's, where there are any. */
    Webhooks(
            WebhooksSettings settings,
            DataSource callers,
            DataSource loops,
            Vault vault,
            TopicCatalogue topics,
            InstantSource clock,
            Optional<NameResolver> resolver,
            Optional<KeyStore> dangerouslyTrusted) {
        this.topics = topics;
        this.schedules = Schedules.with(settings.schedule());
        this.clock = clock;
        NameResolver names = resolver.orElseGet(() -> new JdkNameResolver(lookUps, clock));
        this.vertx = EventLoops.start(settings.dispatch().eventLoops(), settings.egressProxy(), names);
        AddressPolicy policy =
                new AddressPolicy(settings.allowedTargets(), settings.allowHttp(), settings.catcher(), names);
        SecureRandom secure = new SecureRandom();
        UuidV7 ids = new UuidV7(clock, secure);
        MoveDeliveries move = new MoveDeliveries(clock);
        SettleDeliveries settle = new SettleDeliveries(clock);
        Partitions partitions = new Partitions(Database.unpooled(loops), Partitions.ENGINE);
        FeedBell bell = new FeedBell();
        Surroundings surroundings =
                new Surroundings(UUID.randomUUID(), clock, System::nanoTime, RandomGenerator.getDefault(), ids);
        dispatch = new Dispatch(
                surroundings,
                settings.dispatch(),
                loops,
                vault,
                topics,
                schedules,
                dangerouslyTrusted
                        .map(store -> GuardedClient.dangerouslyTrusting(store, vertx, policy, names, clock))
                        .orElseGet(() -> new GuardedClient(vertx, policy, names, clock)),
                move,
                partitions,
                settings.retention(),
                bell,
                connection -> DatabaseClock.anchor(clock, connection),
                settings.version());
        Database database = new Database(callers);
        accountSwitch = new AccountSwitch(database, clock, settle);
        endpoints = new Endpoints(database, clock, ids, secure, vault, topics, policy, schedules, settle);
        failing = new FailingEndpoints(database);
        notices = new Notices(database, clock);
        deliveries = new DeliveryLog(database);
        find = new FindDeliveries(database);
        statistics = new DeliveryStatistics(database);
        replay = new Replay(database, clock, ids);
        feed = new Feed(database, bell);
        replays = new Replays(database, loops, clock, ids, endpoints, topics, dispatch::wakeReplays);
        condition = new Condition(database, dispatch, partitions, clock);
    }

    /** Starts delivering; {@code alone} if no other node can live on this database. */
    public void start(boolean alone) {
        start(alone ? Others.NONE : Others.UNKNOWN, Imprint.NONE);
    }

    /**
     * Starts delivering.
     *
     * @param others of whom it is known that they are dead: what they were sending is sent again at once, and their part
     *     of what webhooks allow is free
     * @param beside what lies beside the database, so that one put back from a copy is noticed
     */
    public void start(Others others, Imprint beside) {
        dispatch.start(others, beside);
    }

    /** By which the other nodes know this one; new at every start. */
    public UUID node() {
        return dispatch.node();
    }

    /**
     * Writes events and their deliveries as part of the caller's transaction. They are sent after it has committed.
     *
     * @return an id for each event, in the same order
     * @throws IllegalArgumentException if a topic is not in the catalogue, or data is no JSON object
     */
    public List<EventId> publish(Transaction transaction, List<NewEvent> events) {
        return dispatch.publish(transaction, events);
    }

    /** Who may use webhooks at all. */
    public AccountSwitch accountSwitch() {
        return accountSwitch;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Which endpoints fail, and since when. */
    public FailingEndpoints failing() {
        return failing;
    }

    /** What owners are to be told of their webhooks. */
    public Notices notices() {
        return notices;
    }

    public DeliveryLog deliveries() {
        return deliveries;
    }

    /** Looks through the log. */
    public FindDeliveries find() {
        return find;
    }

    public DeliveryStatistics statistics() {
        return statistics;
    }

    /** Sends a delivery again: the new delivery's id; empty if the account has no such delivery. */
    public Optional<DeliveryId> replay(AccountId account, DeliveryId id) {
        requireOn(account);
        Optional<DeliveryId> replayed = replay.one(account, id);
        dispatch.wake();
        return replayed;
    }

    /** Sends many again. */
    public Replays replays() {
        return replays;
    }

    public Feed feed() {
        return feed;
    }

    public TopicCatalogue topics() {
        return topics;
    }

    public Schedules schedules() {
        return schedules;
    }

    /** The time that rows live by. */
    public InstantSource clock() {
        return clock;
    }

    /**
     * Sends a topic's example to an endpoint now, paused and disabled ones too, and waits for the answer.
     *
     * @return empty if the account has no such endpoint
     * @throws WebhooksOff if webhooks are off for the account
     * @throws TooManyAtOnce if the account has eight tests under way here, or all accounts 64
     */
    public Optional<Attempt> test(AccountId account, EndpointId endpoint, TopicDefinition topic) {
        requireOn(account);
        return dispatch.test(account, endpoint, topic);
    }

    /** How it is, for its operator. */
    public Condition condition() {
        return condition;
    }

    /** Stops gently: what is under way may end for some seconds, the rest is given back uncharged. */
    @Override
    public void close() {
        dispatch.stop();
        try {
            vertx.close().await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the event loops did not stop", e);
        } finally {
            lookUps.close();
        }
    }

    private void requireOn(AccountId account) {
        if (!accountSwitch.isOn(account)) {
            throw new WebhooksOff(account);
        }
    }

    private static DatabaseClock databaseClock(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return new DatabaseClock(connection, System::nanoTime);
        } catch (SQLException e) {
            throw new DatabaseFault(e);
        }
    }
}
