package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class FailingTest {
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
    private final RunningEngine engine = new RunningEngine("0s", receiver.url("/"));
    private final Endpoint endpoint = engine.endpoint(receiver.url("/"));

    @AfterEach
    void close() {
        engine.close();
        receiver.close();
    }

    @Test
    void a_webhook_fails_from_its_first_failure_until_it_delivers() {
        fail(3);
        Failing failing = failing(3);
        assertThat(failing.since()).isBeforeOrEqualTo(engine.webhooks.clock().instant());
        fail(2);
        assertThat(failing(5).since()).isEqualTo(failing.since());
        receiver.behave(Behaviour.OK);
        fail(1);
        Await.until(
                PATIENCE,
                "it to be well again",
                () -> engine.webhooks.failing().of(engine.account).isEmpty());
    }

    @Test
    void after_five_days_and_twenty_failures_a_webhook_is_disabled_and_its_owner_was_warned_three_times_before() {
        fail(19);
        failing(19);
        for (int percent : List.of(50, 70, 90)) {
            sinceHours(percent * 120 / 100 + 1);
            fail(1);
            Await.until(
                    PATIENCE,
                    "a warning at " + percent,
                    () -> newest().percent().equals(OptionalInt.of(percent)));
        }
        assertThat(engine.webhooks.notices().newest(engine.account, endpoint.id(), 10))
                .hasSize(3);
        sinceHours(121);
        warnedHours(7);
        fail(1);
        Await.until(PATIENCE, "it to be disabled", () -> status() == Status.DISABLED);
        assertThat(newest().percent()).isEmpty();
        assertThat(newest().reason())
                .startsWith("No delivery has succeeded since ")
                .endsWith(" attempts failed.");
        assertThat(engine.webhooks
                        .endpoints()
                        .find(engine.account, endpoint.id())
                        .orElseThrow()
                        .statusReason())
                .contains(newest().reason());
        assertThat(engine.value(
                        "select count(*) from event where topic = 'webhook.disabled' and account_id = ?",
                        Long.class,
                        engine.account.value()))
                .isEqualTo(1);
        engine.publish(SOLD, "hat:held", "{}");
        assertThat(engine.value("select count(*) from delivery where state = 'held'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void warnings_come_as_time_goes_by_though_nothing_is_sent_and_only_a_failure_disables() {
        fail(22);
        failing(22);
        for (int percent : List.of(50, 70, 90)) {
            sinceHours(percent == 90 ? 500 : percent * 120 / 100 + 1);
            RunningEngine node = new RunningEngine( // whose first look at the days comes at once
                    engine.database,
                    RunningEngine.engine(
                            engine.database,
                            engine.database.dataSource(),
                            DispatchSettings.defaults(),
                            "0s",
                            receiver.url("/")));
            node.webhooks.start(false);
            Await.until(
                    PATIENCE,
                    "a warning at " + percent,
                    () -> newest().percent().equals(OptionalInt.of(percent)));
            node.webhooks.close();
        }
        warnedHours(7);
        assertThat(status()).isEqualTo(Status.ACTIVE);
        fail(1);
        Await.until(PATIENCE, "it to be disabled", () -> status() == Status.DISABLED);
        assertThat(engine.webhooks.notices().newest(engine.account, endpoint.id(), 10))
                .hasSize(4);
    }

    @Test
    void a_burst_of_failures_warns_and_disables_no_sooner_than_six_hours_later() {
        fail(11);
        failing(11);
        sinceHours(145);
        fail(1);
        Await.until(PATIENCE, "a warning at 50", () -> newest().percent().equals(OptionalInt.of(50)));
        fail(10);
        assertThat(failing(22).warned()).isEqualTo(90);
        fail(1);
        failing(23);
        assertThat(status()).isEqualTo(Status.ACTIVE);
        assertThat(newest().percent()).hasValue(90);
        warnedHours(7);
        fail(1);
        Await.until(PATIENCE, "it to be disabled", () -> status() == Status.DISABLED);
        assertThat(newest().percent()).isEmpty();
    }

    @Test
    void warnings_come_as_failures_are_counted_where_the_time_is_long_over() {
        fail(9);
        failing(9);
        sinceHours(500);
        fail(1);
        assertThat(failing(10).warned()).isEqualTo(50);
        fail(4);
        assertThat(failing(14).warned()).isEqualTo(70);
        fail(4);
        assertThat(failing(18).warned()).isEqualTo(90);
        fail(1);
        failing(19);
        assertThat(engine.webhooks.notices().newest(engine.account, endpoint.id(), 10))
                .extracting(notice -> notice.percent().orElseThrow())
                .containsExactly(90, 70, 50);
        assertThat(status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void enabling_it_again_starts_a_new_count() {
        fail(20);
        failing(20);
        sinceHours(121);
        engine.change("update endpoint_failing set warned = 90, warned_at = now() - interval '7 hours'");
        fail(1);
        Await.until(PATIENCE, "it to be disabled", () -> status() == Status.DISABLED);
        engine.webhooks.endpoints().enable(engine.account, endpoint.id(), false);
        assertThat(engine.webhooks.failing().of(engine.account)).isEmpty();
        fail(1);
        failing(1);
        assertThat(status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void fewer_than_twenty_failures_never_disable_a_webhook_however_long_ago_they_began() {
        fail(18);
        failing(18);
        sinceHours(24 * 365);
        fail(1);
        assertThat(failing(19).warned()).isEqualTo(90);
        assertThat(status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_replay_counts_neither_as_a_failure_nor_as_a_success() {
        fail(2);
        failing(2);
        DeliveryId first = new DeliveryId(engine.value("select id from delivery order by id limit 1", UUID.class));
        replay(first, "exhausted");
        assertThat(failing(2)).isNotNull();
        receiver.behave(Behaviour.OK);
        replay(first, "delivered");
        assertThat(failing(2)).isNotNull();
    }

    @Test
    void a_notice_is_taken_by_one_at_a_time_and_no_longer_once_it_was_told() {
        fail(20);
        failing(20);
        sinceHours(121);
        engine.change("update endpoint_failing set warned = 90, warned_at = now() - interval '7 hours'");
        fail(1);
        Await.until(PATIENCE, "it to be disabled", () -> status() == Status.DISABLED);
        List<Notice> taken = engine.webhooks.notices().take(10, Duration.ofMinutes(1));
        assertThat(taken.getLast().percent())
                .as("before it there may have been a warning")
                .isEmpty();
        assertThat(engine.webhooks.notices().take(10, Duration.ofMinutes(1))).isEmpty();
        engine.change("update notice set taken_until = now() - interval '1 hour'"); // whoever took it died
        assertThat(engine.webhooks.notices().take(10, Duration.ofMinutes(1))).isEqualTo(taken);
        taken.forEach(engine.webhooks.notices()::told);
        engine.change("update notice set taken_until = now() - interval '1 hour'");
        assertThat(engine.webhooks.notices().take(10, Duration.ofMinutes(1))).isEmpty();
    }

    /** Events, each with one attempt. */
    private void fail(int events) {
        int before = receiver.requests().size();
        engine.publish(IntStream.range(0, events)
                .mapToObj(n -> engine.event(SOLD, "hat:" + UUID.randomUUID(), "{}"))
                .toList());
        receiver.await(before + events, PATIENCE);
    }

    private void replay(DeliveryId first, String end) {
        DeliveryId replay = engine.webhooks.replay(engine.account, first).orElseThrow();
        Await.until(
                PATIENCE,
                "the replay to be " + end,
                () -> Set.of(end)
                        .contains(
                                engine.value("select state from delivery where id = ?", String.class, replay.value())));
    }

    /** Waits until so many failures are counted. */
    private Failing failing(int failures) {
        return Await.value(
                PATIENCE,
                failures + " failures",
                () -> engine.webhooks
                        .failing()
                        .of(engine.account, endpoint.id())
                        .filter(row -> row.failures() == failures));
    }

    private void sinceHours(int hours) {
        engine.change("update endpoint_failing set since = now() - make_interval(hours => ?)", hours);
    }

    /** The last warning was given so long ago. */
    private void warnedHours(int hours) {
        engine.change(
                "update endpoint_failing set warned_at = now() - make_interval(hours => ?) where warned = 90", hours);
    }

    private Notice newest() {
        return engine.webhooks.notices().newest(engine.account, endpoint.id(), 1).stream()
                .findFirst()
                .orElseGet(() -> new Notice(
                        UUID.randomUUID(),
                        engine.account,
                        endpoint.id(),
                        OptionalInt.of(0),
                        "",
                        "",
                        engine.webhooks.clock().instant()));
    }

    private Status status() {
        return engine.webhooks
                .endpoints()
                .find(engine.account, endpoint.id())
                .orElseThrow()
                .status();
    }
}
