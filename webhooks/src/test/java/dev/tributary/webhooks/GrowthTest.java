package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class GrowthTest {
    private static final DispatchSettings QUICK = DispatchSettings.defaults()
            .withLease(Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(15));

    private final SettableClock clock = SettableClock.at("2031-01-01T12:00:00Z");
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void payloads_go_after_thirty_days_and_outcomes_after_ninety() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, State.DELIVERED);
            Replaying.awaitEnd(engine, Replaying.start(engine, endpoint, Replaying.FAILED));

            clock.advance(Duration.ofDays(30)); // the day's last event could be half a day younger
            awaitDay(engine, "event_20310130");
            assertThat(partitions(engine, "event_20310101")).isOne();
            assertThat(delivery(engine).payloadKept()).isTrue();

            clock.advance(Duration.ofDays(3));
            awaitGone(engine, "attempt_20310101");
            assertThat(partitions(engine, "event_20310101")).isZero();
            Delivery outcome = delivery(engine);
            assertThat(outcome.state()).isEqualTo(State.DELIVERED);
            assertThat(outcome.attempts()).isOne();
            assertThat(outcome.payloadKept()).isFalse();
            assertThat(engine.webhooks.deliveries().attempts(engine.account, outcome.id(), 0, 10))
                    .isEmpty();
            assertThat(engine.webhooks.replay(engine.account, outcome.id())).isEmpty();
            assertThat(engine.webhooks
                            .feed()
                            .after(engine.account, Optional.empty(), Set.of(), 10)
                            .events())
                    .isEmpty();
            assertThat(rows(engine, "replay_job")).isOne();

            clock.advance(Duration.ofDays(60));
            awaitGone(engine, "delivery_20310101");
            Await.until(PATIENCE, "the ended replay to go", () -> rows(engine, "replay_job") == 0);
            assertThat(engine.webhooks.deliveries().list(engine.account, DeliveryFilter.all(), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    void what_is_held_when_its_day_ends_is_first_kept_for_a_while_and_then_cancelled_with_the_reason() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = heldBeyondItsDay(engine);
            assertThat(delivery(engine).state()).isEqualTo(State.HELD);
            assertThat(delivery(engine).payloadKept()).isTrue();
            assertThat(engine.webhooks.notices().newest(engine.account, endpoint.id(), 10))
                    .singleElement()
                    .satisfies(notice -> {
                        assertThat(notice.cancelledFrom().orElseThrow())
                                .isAfter(clock.instant().plus(Duration.ofDays(6)));
                        assertThat(notice.reason()).isEqualTo("1 delivery of events of 2031-01-01 waits.");
                        assertThat(notice.url()).isEqualTo(receiver.url("/"));
                    });

            clock.advance(Duration.ofDays(9)); // the patient schedule takes about eight
            awaitGone(engine, "event_20310101");
            assertThat(delivery(engine).state()).isEqualTo(State.CANCELLED);
            assertThat(delivery(engine).reason())
                    .hasValueSatisfying(why -> assertThat(why).contains("no longer tried"));
            Await.until(PATIENCE, "the day to be forgotten", () -> rows(engine, "ending_day") == 0);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @ParameterizedTest(name = "webhooks are on for the account: {0}")
    @ValueSource(booleans = {true, false})
    void the_owner_of_an_active_webhook_is_told_too_whether_it_waits_for_a_retry_or_for_the_operator(boolean on) {
        receiver.behave(Behaviour.SERVER_ERROR);
        try (RunningEngine engine = engine("0s,1d,30d")) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitAttempts(engine, 1);
            clock.advance(Duration.ofDays(2));
            awaitAttempts(engine, 2);
            engine.webhooks.accountSwitch().set(engine.account, on);
            awaitState(engine, on ? State.RETRYING : State.HELD);
            clock.advance(Duration.ofDays(29));
            Await.until(PATIENCE, "the day to be kept", () -> rows(engine, "ending_day") == 1);
            assertThat(engine.webhooks.notices().newest(engine.account, endpoint.id(), 10))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.cancelledFrom()).isPresent());
        }
    }

    @Test
    void what_is_held_longer_than_payloads_are_kept_is_sent_if_it_is_released_in_time() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = heldBeyondItsDay(engine);
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            receiver.await(1, PATIENCE);
            awaitState(engine, State.DELIVERED);
            clock.advance(Duration.ofHours(2));
            awaitGone(engine, "event_20310101");
        }
    }

    @Test
    void a_retry_that_is_due_after_its_day_has_ended_is_still_made() {
        receiver.behave(Behaviour.SERVER_ERROR);
        try (RunningEngine engine = engine("0s,29d,29d")) {
            engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitAttempts(engine, 1);
            for (int days : new int[] {20, 15}) {
                clock.advance(Duration.ofDays(days));
                awaitDay(
                        engine,
                        "event_" + clock.instant().toString().substring(0, 10).replace("-", ""));
            }
            awaitAttempts(engine, 2);
            receiver.behave(Behaviour.OK);
            clock.advance(Duration.ofDays(35));
            awaitState(engine, State.DELIVERED);
            clock.advance(Duration.ofHours(2));
            awaitGone(engine, "attempt_20310101");
        }
    }

    @Test
    void a_lease_of_which_nobody_knows_any_more_is_found_before_its_day_goes() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            engine.publish(SOLD, "hat:1", "{}");
            engine.change("""
                    update delivery set state = 'pending', held_at = null, lease_node = gen_random_uuid(),
                        lease_token = gen_random_uuid(), lease_until = created_at""");
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            clock.advance(Duration.ofDays(31));
            receiver.await(1, PATIENCE);
            awaitState(engine, State.DELIVERED);
        }
    }

    @Test
    void a_deleted_webhook_and_all_that_hangs_on_it_go_with_the_last_of_its_deliveries() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, State.DELIVERED);
            Replaying.awaitEnd(engine, Replaying.start(engine, endpoint, Replaying.FAILED));
            engine.change(
                    "insert into endpoint_failing (endpoint_id, account_id, since, failures) values (?, ?, ?, 1)",
                    endpoint.id().value(),
                    engine.account.value(),
                    clock.instant());
            engine.change(
                    "insert into subject_sequence (account_id, subject, last) values (?, ?, 1)",
                    engine.account.value(),
                    endpoint.id().toString());
            engine.webhooks.endpoints().delete(engine.account, endpoint.id());
            clock.advance(Duration.ofDays(80));
            awaitGone(engine, "event_20310101");
            assertThat(rows(engine, "endpoint")).isOne();
            clock.advance(Duration.ofDays(20));
            Await.until(PATIENCE, "the row to go", () -> rows(engine, "endpoint") == 0);
            assertThat(rows(engine, "replay_job") + rows(engine, "endpoint_failing") + rows(engine, "endpoint_secret"))
                    .isZero();
            assertThat(rows(engine, "subject_sequence")).as("the hat's alone").isOne();
        }
    }

    @Test
    void what_a_living_node_leased_and_forgot_is_sent_within_hours() {
        try (RunningEngine engine = engine("0s")) {
            engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, State.DELIVERED);
            engine.change("""
                    update delivery set state = 'pending', finished_at = null, lease_token = id, lease_until = ?,
                        lease_node = (select id from node)
                    """, clock.instant().plusSeconds(60));
            clock.advance(Duration.ofMinutes(62));
            awaitState(engine, State.DELIVERED);
            assertThat(receiver.requests()).hasSize(2);
        }
    }

    @Test
    void a_day_that_cannot_be_dropped_keeps_nothing_else_from_being_done() {
        try (RunningEngine engine = engine("0s")) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, State.DELIVERED);
            define(engine, "create view what_an_operator_made as select * from event_20310101");
            engine.change(
                    """
                    insert into notice (id, account_id, endpoint_id, kind, url, reason, created_at)
                    values (gen_random_uuid(), ?, ?, 'disabled', '', '', ?)
                    """,
                    engine.account.value(),
                    endpoint.id().value(),
                    clock.instant().minus(Duration.ofDays(80)));
            clock.advance(Duration.ofDays(33));
            Await.until(PATIENCE, "the old notice to go", () -> rows(engine, "notice") == 0);
            assertThat(partitions(engine, "event_20310101")).isOne();
            define(engine, "drop view what_an_operator_made");
            clock.advance(Duration.ofHours(1));
            awaitGone(engine, "event_20310101");
        }
    }

    private static void define(RunningEngine engine, String what) {
        new Database(engine.database.dataSource()).write(open -> Rows.update(open, what));
    }

    /** A paused webhook with a delivery whose day has ended and is kept for its sake. */
    private Endpoint heldBeyondItsDay(RunningEngine engine) {
        Endpoint endpoint = engine.endpoint(receiver.url("/"));
        engine.webhooks.endpoints().pause(engine.account, endpoint.id());
        engine.publish(SOLD, "hat:1", "{}");
        clock.advance(Duration.ofDays(31));
        Await.until(PATIENCE, "the day to be kept", () -> rows(engine, "ending_day") == 1);
        return endpoint;
    }

    private RunningEngine engine(String schedule) {
        RunningEngine engine = new RunningEngine(
                TestDatabase.create(), QUICK, Retention.DEFAULT, Optional.of(clock), schedule, receiver.url("/"));
        engine.webhooks.start(true);
        return engine;
    }

    private static Delivery delivery(RunningEngine engine) {
        return engine.webhooks
                .deliveries()
                .list(engine.account, DeliveryFilter.all(), Optional.empty(), 10)
                .getFirst();
    }

    private static void awaitState(RunningEngine engine, State state) {
        Await.until(PATIENCE, "it to be " + state, () -> delivery(engine).state() == state);
    }

    private static void awaitAttempts(RunningEngine engine, int attempts) {
        Await.until(PATIENCE, attempts + " attempts", () -> delivery(engine).attempts() == attempts);
    }

    private static void awaitGone(RunningEngine engine, String partition) {
        Await.until(PATIENCE, partition + " to go", () -> partitions(engine, partition) == 0);
    }

    private static void awaitDay(RunningEngine engine, String partition) {
        Await.until(PATIENCE, partition + " to be made", () -> partitions(engine, partition) == 1);
    }

    private static long partitions(RunningEngine engine, String name) {
        return engine.value("select count(*) from pg_class where relname = ?", Long.class, name);
    }

    private static long rows(RunningEngine engine, String table) {
        return engine.value("select count(*) from " + table, Long.class);
    }
}
