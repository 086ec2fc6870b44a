package dev.tributary.webhooks;

import static dev.tributary.webhooks.Replaying.FAILED;
import static dev.tributary.webhooks.Replaying.awaitAll;
import static dev.tributary.webhooks.Replaying.awaitEnd;
import static dev.tributary.webhooks.Replaying.count;
import static dev.tributary.webhooks.Replaying.deliveries;
import static dev.tributary.webhooks.Replaying.publish;
import static dev.tributary.webhooks.Replaying.start;
import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static dev.tributary.webhooks.RunningEngine.WORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.replay.ReplayState;
import dev.tributary.webhooks.replay.UnknownDeliveries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a replay of many takes in. */
@Tag("database")
class ReplayScopesTest {
    @Test
    void what_failed_is_sent_again_with_the_same_id_and_bytes_and_the_first_rows_stay_as_they_were() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 20, State.EXHAUSTED);
            List<Delivery> before = deliveries(engine, endpoint);
            receiver.behave(Behaviour.OK);
            assertThat(engine.webhooks.replays().count(engine.account, endpoint.id(), FAILED))
                    .contains(new ReplayCount(20, true));

            ReplayJob job = awaitEnd(engine, start(engine, endpoint, FAILED));

            assertThat(job.state()).isEqualTo(ReplayState.FINISHED);
            assertThat(List.of(job.done(), job.delivered(), job.failed())).containsExactly(20L, 20L, 0L);
            List<Delivery> after = deliveries(engine, endpoint);
            assertThat(after).hasSize(40).containsAll(before);
            assertThat(after.stream().flatMap(delivery -> delivery.replayOf().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(Delivery::id).toList());
            List<ReceivedRequest> requests = receiver.requests();
            assertThat(requests).hasSize(40);
            assertThat(requests.subList(20, 40).stream().map(ReplayScopesTest::idAndBody))
                    .containsExactlyInAnyOrderElementsOf(requests.subList(0, 20).stream()
                            .map(ReplayScopesTest::idAndBody)
                            .toList());
        }
    }

    @Test
    void what_has_arrived_is_not_sent_again_unless_the_filter_names_it() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 3, State.EXHAUSTED);
            receiver.behave(Behaviour.OK);
            publish(engine, 2, State.DELIVERED);
            DeliveryId one = deliveries(engine, endpoint).stream()
                    .filter(delivery -> delivery.state() == State.EXHAUSTED)
                    .findFirst()
                    .orElseThrow()
                    .id();
            engine.webhooks.replay(engine.account, one);
            awaitAll(engine, State.DELIVERED, 3);

            assertThat(count(engine, endpoint, FAILED)).isEqualTo(2);
            awaitEnd(engine, start(engine, endpoint, FAILED));
            assertThat(count(engine, endpoint, FAILED)).isZero();
            assertThat(count(engine, endpoint, states(State.DELIVERED))).isEqualTo(2);
            assertThat(count(engine, endpoint, states(State.DELIVERED, State.EXHAUSTED)))
                    .isEqualTo(5);
        }
    }

    @Test
    void an_event_whose_replays_failed_too_is_sent_once() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 1, State.EXHAUSTED);
            ReplayJob failedAgain = awaitEnd(engine, start(engine, endpoint, FAILED));
            assertThat(failedAgain.failed()).isEqualTo(1);
            receiver.behave(Behaviour.OK);
            assertThat(awaitEnd(engine, start(engine, endpoint, FAILED)).done()).isEqualTo(1);
            assertThat(receiver.requests()).hasSize(3);
        }
    }

    @Test
    void a_filter_narrows_by_topic_and_time_and_what_happens_after_the_start_is_not_in_it() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Format.STANDARD);
            engine.publish(SOLD, "hat:1", "{}");
            engine.publish(WORN, "hat:1", "{}");
            awaitAll(engine, State.EXHAUSTED, 2);
            Instant between = engine.webhooks.clock().instant();
            Await.until(
                    PATIENCE,
                    "the next millisecond",
                    () -> engine.webhooks.clock().instant().isAfter(between.plusMillis(2)));
            engine.publish(SOLD, "hat:2", "{}");
            awaitAll(engine, State.EXHAUSTED, 3);

            assertThat(count(engine, endpoint, failed(Optional.of(between.plusMillis(1)), Optional.empty())))
                    .isEqualTo(1);
            assertThat(count(engine, endpoint, failed(Optional.empty(), Optional.of(between.plusMillis(1)))))
                    .isEqualTo(2);
            assertThat(count(
                            engine,
                            endpoint,
                            ReplayScope.Filter.of(
                                    Set.of(State.EXHAUSTED), Set.of(WORN), Optional.empty(), Optional.empty())))
                    .isEqualTo(1);
            engine.change("update endpoint set max_in_flight = 1"); // so that the job takes several steps
            ReplayJob job = start(engine, endpoint, FAILED);
            publish(engine, 5);
            assertThat(awaitEnd(engine, job).done()).isEqualTo(3);
        }
    }

    @Test
    void what_has_no_payload_any_more_is_left_out() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 2, State.EXHAUSTED);
            List<DeliveryId> both =
                    deliveries(engine, endpoint).stream().map(Delivery::id).toList();
            engine.change("delete from event where subject = 'hat:1'");
            assertThat(count(engine, endpoint, FAILED)).isEqualTo(1);
            assertThat(count(engine, endpoint, new ReplayScope.Selection(both))).isEqualTo(1);
            assertThat(awaitEnd(engine, start(engine, endpoint, FAILED)).done()).isEqualTo(1);
        }
    }

    @Test
    void a_selection_is_sent_again_whatever_became_of_it_and_strangers_deliveries_are_refused() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 4, State.DELIVERED);
            Endpoint other = engine.endpoint(receiver.url("/other"));
            List<DeliveryId> two = deliveries(engine, endpoint).stream()
                    .map(Delivery::id)
                    .limit(2)
                    .toList();
            ReplayJob job = awaitEnd(engine, start(engine, endpoint, new ReplayScope.Selection(two)));
            assertThat(job.delivered()).isEqualTo(2);
            assertThat(deliveries(engine, endpoint).stream().flatMap(delivery -> delivery.replayOf().stream()))
                    .containsExactlyInAnyOrderElementsOf(two);
            assertThatThrownBy(() -> start(engine, other, new ReplayScope.Selection(two)))
                    .isInstanceOfSatisfying(
                            UnknownDeliveries.class,
                            e -> assertThat(e.unknown()).isEqualTo(two));
        }
    }

    @Test
    void a_webhook_made_later_gets_what_was_never_sent_in_its_format_and_nothing_twice() {
        try (FaultyReceiver early = FaultyReceiver.start(Behaviour.OK);
                FaultyReceiver late = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", early.url("/"), late.url("/"))) {
            engine.endpoint(early.url("/"));
            publish(engine, 30);
            engine.publish(WORN, "hat:1", "{}"); // All Topics of the classic format does not imply it
            early.await(30, PATIENCE);
            Endpoint endpoint = engine.endpoint(late.url("/"), Format.STANDARD);
            Endpoint classic = engine.endpoint(late.url("/classic"));
            publish(engine, 1);
            late.await(2, PATIENCE);
            ReplayScope missing = new ReplayScope.Missing(Set.of(), Optional.empty(), Optional.empty());

            assertThat(count(engine, endpoint, missing)).isEqualTo(31);
            assertThat(count(engine, classic, missing)).isEqualTo(30);
            assertThat(count(
                            engine,
                            endpoint,
                            new ReplayScope.Missing(Set.of(WORN), Optional.empty(), Optional.empty())))
                    .isEqualTo(1);
            ReplayJob job = awaitEnd(engine, start(engine, endpoint, missing));
            assertThat(List.of(job.done(), job.delivered())).containsExactly(31L, 31L);
            assertThat(count(engine, endpoint, missing)).isZero();
            assertThat(late.requests().stream()
                            .filter(request -> new String(request.body(), java.nio.charset.StandardCharsets.UTF_8)
                                    .startsWith("{\"type\"")))
                    .hasSize(32);
            assertThat(early.requests()).hasSize(31);
        }
    }

    private static ReplayScope.Filter failed(Optional<Instant> since, Optional<Instant> until) {
        return ReplayScope.Filter.of(ReplayScope.Filter.UNSUCCESSFUL, Set.of(), since, until);
    }

    private static ReplayScope.Filter states(State... states) {
        return ReplayScope.Filter.of(Set.of(states), Set.of(), Optional.empty(), Optional.empty());
    }

    private static List<String> idAndBody(ReceivedRequest request) {
        return List.of(request.header("webhook-id").orElseThrow(), Arrays.toString(request.body()));
    }
}
