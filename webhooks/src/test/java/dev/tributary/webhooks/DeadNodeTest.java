package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.RunningEngine.OwnTransaction;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Others;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.event.Imprint;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DeadNodeTest {
    private static final DispatchSettings QUICK = DispatchSettings.defaults()
            .withLease(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(15))
            .withAttempts(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final UUID DEAD = UUID.randomUUID();

    private final SettableClock clock = SettableClock.at("2031-01-01T12:00:00Z");
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void what_a_dead_node_had_leased_is_looked_for_once_when_no_lease_of_it_can_be_alive() {
        try (RunningEngine engine = engine(TestDatabase.create(), QUICK)) {
            engine.webhooks.start(false);
            leaveLease(engine, clock.instant().plusSeconds(60));

            clock.advance(
                    Duration.ofSeconds(70)); // its lease is over; one that it took just before it died need not be
            awaitBeat(engine);
            awaitBeat(engine);
            assertThat(engine.value("select count(*) from node where id = ?", Long.class, DEAD))
                    .isOne();
            assertThat(receiver.requests()).isEmpty();

            clock.advance(Duration.ofSeconds(15));
            receiver.await(1, PATIENCE);
            Await.until(
                    PATIENCE,
                    "it to be forgotten, so that nobody looks again",
                    () -> engine.value("select count(*) from node where id = ?", Long.class, DEAD) == 0);
        }
    }

    @Test
    void who_is_alone_takes_over_at_once() {
        try (RunningEngine engine = engine(TestDatabase.create(), QUICK)) {
            leaveLease(engine, clock.instant().plusSeconds(60));
            engine.webhooks.start(true);
            receiver.await(1, PATIENCE);
            Await.until(
                    PATIENCE,
                    "the dead to be forgotten",
                    () -> engine.value("select count(*) from node", Long.class) == 1);
        }
    }

    @Test
    void who_knows_that_its_predecessor_is_dead_takes_over_from_it_alone_and_at_once() {
        try (RunningEngine engine = engine(TestDatabase.create(), QUICK)) {
            leaveLease(engine, clock.instant().plusSeconds(60));
            engine.change(
                    "insert into node (id, started_at, heartbeat_at) values (?, ?, ?)",
                    UUID.randomUUID(),
                    clock.instant(),
                    clock.instant());
            engine.webhooks.start(Others.without(Set.of(DEAD)), Imprint.NONE);
            Await.until(
                    PATIENCE,
                    "its lease to be given back",
                    () -> engine.value("select count(*) from delivery where due_at is not null", Long.class) == 1);
            Await.until(
                    PATIENCE,
                    "the dead one to be forgotten, and the other to be left",
                    () -> engine.value("select count(*) from node", Long.class) == 2);
            assertThat(receiver.requests())
                    .as("the other may still have the slots")
                    .isEmpty();
        }
    }

    @Test
    void a_node_that_has_not_said_that_it_lives_takes_no_leases() {
        DispatchSettings silent = QUICK.withLease(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofMillis(1));
        try (RunningEngine engine = engine(TestDatabase.create(), silent)) {
            engine.webhooks.start(false);
            endpointOf(engine);
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(engine.value("select count(*) from delivery where due_at is not null", Long.class))
                    .as("born due rather than leased, and not claimed")
                    .isOne();
            RunningEngine other = engine(
                    engine.database,
                    QUICK.withLease(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(1)));
            other.webhooks.start(false);
            receiver.await(1, PATIENCE); // any node that lives takes it
            other.webhooks.close();
        }
    }

    @Test
    void a_node_that_stops_while_somebody_publishes_leaves_word_of_it() throws SQLException {
        TestDatabase database = TestDatabase.create();
        RunningEngine stopping = engine(database, QUICK);
        stopping.webhooks.start(true);
        endpointOf(stopping);
        stopping.publish(SOLD, "hat:1", "{}"); // now its destination is known here, and the next is born leased
        receiver.await(1, PATIENCE);
        OwnTransaction transaction = new OwnTransaction();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            transaction.connection = connection;
            stopping.webhooks.publish(transaction, List.of(stopping.event(SOLD, "hat:2", "{}")));
            stopping.webhooks.close();
            connection.commit();
        }
        transaction.completions.forEach(Transaction.Completion::committed);
        assertThat(stopping.value("select count(*) from delivery where lease_token is not null", Long.class))
                .isOne();
        try (RunningEngine next = engine(database, QUICK)) {
            next.webhooks.start(true);
            receiver.await(2, PATIENCE);
        }
    }

    private RunningEngine engine(TestDatabase database, DispatchSettings settings) {
        return new RunningEngine(database, settings, Retention.DEFAULT, Optional.of(clock), "0s", receiver.url("/"));
    }

    private void endpointOf(RunningEngine engine) {
        engine.endpoint(receiver.url("/"));
    }

    /** As a node leaves it that dies just after its heartbeat. */
    private void leaveLease(RunningEngine engine, Instant until) {
        Endpoint endpoint = engine.endpoint(receiver.url("/"));
        engine.webhooks.endpoints().pause(engine.account, endpoint.id());
        new Partitions(new Database(engine.database.dataSource()), Partitions.ENGINE).ensure(clock.instant(), 1);
        engine.publish(SOLD, "hat:1", "{}");
        engine.change("""
                update delivery set state = 'pending', held_at = null, lease_node = ?,
                    lease_token = gen_random_uuid(), lease_until = ?""", DEAD, until);
        engine.change(
                "insert into node (id, started_at, heartbeat_at) values (?, ?, ?)",
                DEAD,
                clock.instant(),
                clock.instant());
        engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
    }

    /** The loop that takes over runs as often. */
    private void awaitBeat(RunningEngine engine) {
        Instant now = clock.advance(Duration.ofMillis(1));
        Await.until(
                PATIENCE,
                "a heartbeat",
                () -> engine.value("select count(*) from node where heartbeat_at >= ?", Long.class, now) == 1);
    }
}
