package dev.tributary.webhooks;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Origin;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An engine on a database of its own, with two topics of a shop that sells hats, and an account. */
final class RunningEngine implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String SOLD = "hat.sold";
    static final String WORN = "hat.worn";

    final TestDatabase database;
    final Webhooks webhooks;
    final AccountId account = new AccountId(UUID.randomUUID());

    /** Started; the origins of these URLs may be sent to. */
    RunningEngine(String schedule, String... allowed) {
        this(TestDatabase.create(), DispatchSettings.defaults(), schedule, allowed);
        webhooks.start(true);
    }

    /** Started; says often that it lives, looks often at endpoints that changed, and soon again at what is broken. */
    static RunningEngine quick(String schedule, String... allowed) {
        DispatchSettings d = DispatchSettings.defaults();
        RunningEngine engine = new RunningEngine(
                TestDatabase.create(),
                d.withLease(d.lease(), Duration.ofMillis(100), d.deadAfter()).withFaultPause(Duration.ofSeconds(1)),
                schedule,
                allowed);
        engine.webhooks.start(true);
        return engine;
    }

    /** Not started yet. */
    RunningEngine(TestDatabase database, DispatchSettings dispatch, String schedule, String... allowed) {
        this(database, dispatch, Retention.DEFAULT, Optional.empty(), schedule, allowed);
    }

    /** Not started yet, and lives by this clock if there is one. */
    RunningEngine(
            TestDatabase database,
            DispatchSettings dispatch,
            Retention retention,
            Optional<InstantSource> clock,
            String schedule,
            String... allowed) {
        this(database, engine(database.dataSource(), settings(dispatch, retention, schedule, allowed), clock));
    }

    /** Not started yet; its loops have this source. */
    RunningEngine(
            TestDatabase database, DataSource loops, DispatchSettings dispatch, String schedule, String... allowed) {
        this(database, engine(database, loops, dispatch, schedule, allowed));
    }

    /** Another node on the same database, not started yet. */
    static Webhooks engine(
            TestDatabase database, DataSource loops, DispatchSettings dispatch, String schedule, String... allowed) {
        return new Webhooks(
                settings(dispatch, schedule, allowed),
                database.dataSource(),
                loops,
                new Vault(new byte[32]),
                catalogue());
    }

    /** On an engine that the test made, not started yet. */
    RunningEngine(TestDatabase database, Webhooks webhooks) {
        this.database = database;
        this.webhooks = webhooks;
        webhooks.accountSwitch().set(account, true);
    }

    private static Webhooks engine(DataSource source, WebhooksSettings settings, Optional<InstantSource> clock) {
        Vault vault = new Vault(new byte[32]);
        return clock.map(time -> new Webhooks(settings, source, source, vault, catalogue(), time, Optional.empty()))
                .orElseGet(() -> new Webhooks(settings, source, source, vault, catalogue()));
    }

    /** The origins of these URLs may be sent to. */
    static WebhooksSettings settings(DispatchSettings dispatch, String schedule, String... allowed) {
        return settings(dispatch, Retention.DEFAULT, schedule, allowed);
    }

    private static WebhooksSettings settings(
            DispatchSettings dispatch, Retention retention, String schedule, String... allowed) {
        Set<Origin> origins = Stream.of(allowed)
                .map(url -> Origin.parse(url.substring(0, url.indexOf('/', 8))))
                .collect(Collectors.toSet());
        return new WebhooksSettings(
                origins,
                false,
                Optional.empty(),
                RetrySchedule.parse(schedule),
                dispatch.withDaysAhead(1),
                retention,
                "test");
    }

    Endpoint endpoint(String url) {
        return endpoint(EndpointSettings.forUrl(url));
    }

    Endpoint endpoint(EndpointSettings settings) {
        return webhooks.endpoints().create(account, settings, Optional.empty());
    }

    Endpoint endpoint(String url, Format format) {
        return endpoint(EndpointSettings.forUrl(url).withFormat(format));
    }

    /** Takes these settings, All Topics in the classic format otherwise. */
    Endpoint endpoint(String url, Optional<Integer> rate, int maxInFlight, List<Header> headers) {
        return endpoint(EndpointSettings.forUrl(url)
                .withRate(rate)
                .withMaxInFlight(maxInFlight)
                .withHeaders(headers));
    }

    /** Changes rows behind the engine's back. */
    void change(String sql, Object... values) {
        int changed = new Database(database.dataSource()).write(connection -> Rows.update(connection, sql, values));
        if (changed == 0) {
            throw new AssertionError("changed nothing: " + sql);
        }
    }

    EventId publish(String topic, String subject, String data) {
        return publish(List.of(event(topic, subject, data))).getFirst();
    }

    /** Of another account. */
    EventId publishFor(AccountId other, String topic, String subject, String data) {
        return publish(List.of(event(other, topic, subject, data))).getFirst();
    }

    NewEvent event(String topic, String subject, String data) {
        return event(account, topic, subject, data);
    }

    private static NewEvent event(AccountId account, String topic, String subject, String data) {
        return new NewEvent(
                account,
                topic,
                subject,
                data.getBytes(StandardCharsets.UTF_8),
                ("{\"classic\":" + data + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** In a transaction of its own. */
    List<EventId> publish(List<NewEvent> events) {
        OwnTransaction transaction = new OwnTransaction();
        List<EventId> ids = new Database(database.dataSource()).write(connection -> {
            transaction.connection = connection;
            return webhooks.publish(transaction, events);
        });
        transaction.completions.forEach(Transaction.Completion::committed);
        return ids;
    }

    /** One value of one row. */
    <T> T value(String sql, Class<T> type, Object... values) {
        return new Database(database.dataSource())
                .read(connection -> Rows.first(connection, sql, row -> row.getObject(1, type), values))
                .orElseThrow();
    }

    @Override
    public void close() {
        webhooks.close();
        database.close();
    }

    static TopicCatalogue catalogue() {
        List<TopicDefinition> definitions = new ArrayList<>(OperationalEvents.definitions());
        definitions.add(define(SOLD, "NEW_HAT", Topic.Kind.CLASSIC));
        definitions.add(define(WORN, "WORN_HAT", Topic.Kind.BUSINESS));
        return new TopicCatalogue(definitions);
    }

    private static TopicDefinition define(String type, String classic, Topic.Kind kind) {
        byte[] example = "{\"hat\":\"bowler\"}".getBytes(StandardCharsets.UTF_8);
        return new TopicDefinition(
                new Topic(type, type, classic, "Hats", "When a hat is.", kind), "{}", example, example);
    }

    /** A transaction that tells of its end when its owner says so. */
    static final class OwnTransaction implements Transaction {
        @Nullable
        Connection connection;

        final List<Completion> completions = new ArrayList<>();

        @Override
        public Connection connection() {
            return Objects.requireNonNull(connection);
        }

        @Override
        public void whenCompleted(Completion completion) {
            completions.add(completion);
        }
    }
}
