package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.Replay;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AccountSwitch;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.OwnConnection;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.AddressPolicy;
import dev.tributary.webhooks.transport.Origin;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The tables of production, in a database of its own. */
final class SqlTables implements ContractTables {
    private static final String URL = "https://hats.example.com/";

    private final SettableClock clock;
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final TestDatabase database = TestDatabase.create();
    private final Database sql = new Database(database.dataSource());
    private final Endpoints endpoints;
    private final Surroundings surroundings;
    private final MoveDeliveries move;
    private final KnownDestinations known;
    private final TopicCatalogue topics;
    private final SqlLedger ledger;

    SqlTables(SettableClock clock, TopicCatalogue topics) {
        this.clock = clock;
        this.topics = topics;
        Vault vault = new Vault(new byte[32]);
        UuidV7 ids = new UuidV7(clock, new Random(1));
        move = new MoveDeliveries(clock);
        known = new KnownDestinations(vault);
        surroundings = new Surroundings(UUID.randomUUID(), clock, System::nanoTime, new Random(1), ids);
        AddressPolicy policy =
                new AddressPolicy(Set.of(Origin.parse("https://hats.example.com")), false, Optional.empty(), _ -> {
                    throw new IllegalStateException("nothing is looked up");
                });
        endpoints = new Endpoints(
                sql,
                clock,
                ids,
                new SecureRandom(),
                vault,
                topics,
                policy,
                Schedules.with(RetrySchedule.DEFAULT),
                new SettleDeliveries(clock));
        ledger = new SqlLedger(
                surroundings,
                database.dataSource(),
                known,
                move,
                new OwnConnection(database.dataSource()),
                new DropDays(sql),
                _ -> {});
        new Partitions(sql, Partitions.ENGINE).ensure(clock.instant(), 1);
        new AccountSwitch(sql, clock, new SettleDeliveries(clock)).set(account, true);
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public EndpointId endpoint(boolean ordered) {
        return endpoint(ordered, Format.CLASSIC, List.of());
    }

    @Override
    public EndpointId endpoint(Format format, List<String> topics) {
        return endpoint(false, format, topics);
    }

    private EndpointId endpoint(boolean ordered, Format format, List<String> topics) {
        EndpointSettings settings = EndpointSettings.forUrl(URL)
                .withOrdered(ordered)
                .withFormat(format)
                .withTopics(topics.isEmpty(), topics);
        return endpoints.create(account, settings, Optional.empty()).id();
    }

    @Override
    public void turn(boolean on) {
        new AccountSwitch(sql, clock, new SettleDeliveries(clock)).set(account, on);
    }

    @Override
    public DeliveryId replay(DeliveryId first) {
        return new Replay(sql, clock, surroundings.ids()).one(account, first).orElseThrow();
    }

    @Override
    public void pause(EndpointId endpoint) {
        assertThat(endpoints.pause(account, endpoint)).isPresent();
    }

    @Override
    public void enable(EndpointId endpoint, boolean send) {
        assertThat(endpoints.enable(account, endpoint, send)).isPresent();
    }

    @Override
    public void delete(EndpointId endpoint) {
        endpoints.delete(account, endpoint);
    }

    @Override
    public boolean isActive(EndpointId endpoint) {
        return endpoints.find(account, endpoint).orElseThrow().status() == Status.ACTIVE;
    }

    @Override
    public boolean isOrdered(EndpointId endpoint) {
        return sql.read(connection -> Rows.first(
                        connection,
                        "select ordered from endpoint where account_id = ? and id = ?",
                        row -> row.getBoolean("ordered"),
                        account.value(),
                        endpoint.value()))
                .orElseThrow();
    }

    @Override
    public Seen row(DeliveryId id) {
        return sql.read(connection -> Rows.first(
                        connection,
                        "select * from delivery where account_id = ? and id = ?",
                        row -> new Seen(
                                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                                row.getInt("attempts"),
                                Rows.optionalTime(row, "due_at"),
                                Rows.optionalUuid(row, "lease_node")),
                        account.value(),
                        id.value()))
                .orElseThrow();
    }

    @Override
    public void commit(Consumer<Transaction> work) {
        sql.write(connection -> {
            work.accept(new Committing(connection));
            return connection;
        });
    }

    void update(String statement, Object... values) {
        sql.write(connection -> Rows.update(connection, statement, values));
    }

    /** One number. */
    long number(String query, Object... values) {
        return sql.read(connection -> Rows.first(connection, query, row -> row.getLong(1), values))
                .orElseThrow();
    }

    /** A node on these tables. Nothing is sent: its loops are stepped by hand. */
    Pipeline pipeline(DispatchSettings settings) {
        Pipeline pipeline = new Pipeline(
                surroundings,
                settings,
                topics,
                Schedules.with(RetrySchedule.DEFAULT),
                known,
                new SignAttempt("test"),
                (_, _) -> {},
                new FeedBell(),
                ledger);
        long now = surroundings.nanoTime().getAsLong();
        pipeline.lanes.pulse().beat(now, Duration.ofHours(1));
        pipeline.lanes.follow(Part.ALL, now);
        return pipeline;
    }

    @Override
    public EventRows events() {
        return ledger.events();
    }

    @Override
    public DueRows due() {
        return ledger.due();
    }

    /** By a clock of the test's for how long looks take. */
    DueRows due(LongSupplier nanoTime) {
        return new SqlDueRows(nanoTime, database.dataSource(), known, move);
    }

    @Override
    public OutcomeRows outcomes() {
        DispatchSettings settings = DispatchSettings.defaults();
        Lanes lanes = new Lanes(settings);
        Loop none = new Loop("none", settings::poll, () -> false);
        HandOff handOff =
                new HandOff(lanes, surroundings, none, new OutcomeQueue(), new Doubts(settings.lease()), () -> {});
        return ledger.outcomes(new PublishEvents(
                ledger.events(),
                surroundings,
                settings,
                topics,
                Schedules.with(RetrySchedule.DEFAULT),
                known,
                lanes,
                handOff,
                new FeedBell()));
    }

    @Override
    public NodeRows nodes() {
        return ledger.nodes();
    }

    @Override
    public DeadNodeRows deadNodes() {
        return ledger.deadNodes();
    }

    @Override
    public void close() {
        database.close();
    }

    private record Committing(Connection connection) implements Transaction {
        @Override
        public void whenCompleted(Completion completion) {
            // nobody waits for it
        }
    }
}
