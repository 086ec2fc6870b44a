package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static dev.tributary.webhooks.RunningEngine.WORN;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.EventId;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DeliveringTest {
    @Test
    void an_event_reaches_its_receiver_with_every_header_and_a_signature_that_verifies() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1s", receiver.url("/hook"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/hook"), Format.STANDARD);
            EventId event = engine.publish(SOLD, "hat:1", "{\"hat\":\"bowler\"}");

            ReceivedRequest request = receiver.await(1, PATIENCE);

            assertThat(new String(request.body(), StandardCharsets.UTF_8))
                    .startsWith("{\"type\":\"hat.sold\",\"timestamp\":\"")
                    .endsWith("Z\",\"data\":{\"hat\":\"bowler\",\"sequence\":1}}");
            Map<String, String> headers = headers(request);
            assertThat(headers)
                    .containsEntry("webhook-id", event.toString())
                    .containsEntry("tributary-topic", SOLD)
                    .containsEntry("tributary-attempt", "1")
                    .containsEntry("tributary-sequence", "1")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("user-agent", "Tributary-Webhooks/test")
                    .doesNotContainKey("refersion-topic");
            assertThat(headers.get("tributary-delivery")).startsWith("dlv_");
            String secret = engine.webhooks
                    .endpoints()
                    .secret(engine.account, endpoint.id())
                    .orElseThrow()
                    .verifyWith();
            new Webhook(secret).verify(new String(request.body(), StandardCharsets.UTF_8), httpHeaders(headers));
        }
    }

    @Test
    void a_classic_receiver_gets_the_classic_body_and_both_refersion_headers() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/hook"))) {
            engine.endpoint(receiver.url("/hook"));
            engine.publish(SOLD, "hat:1", "{\"hat\":\"bowler\"}");
            ReceivedRequest request = receiver.await(1, PATIENCE);
            assertThat(new String(request.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"classic\":{\"hat\":\"bowler\"}}");
            assertThat(headers(request))
                    .containsEntry("refersion-topic", "NEW_HAT")
                    .containsKey("refersion-signature");
        }
    }

    @Test
    void all_topics_of_a_classic_endpoint_leaves_out_what_classic_receivers_do_not_know() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/hook"))) {
            engine.endpoint(receiver.url("/hook"));
            engine.publish(List.of(engine.event(WORN, "hat:1", "{}"), engine.event(SOLD, "hat:1", "{}")));
            assertThat(headers(receiver.await(1, PATIENCE)))
                    .containsEntry("tributary-topic", SOLD)
                    .containsEntry("tributary-sequence", "2");
            assertThat(deliveries(engine)).hasSize(1);
        }
    }

    @Test
    void a_failed_delivery_is_tried_again_until_it_succeeds_and_every_attempt_is_kept() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
                RunningEngine engine = new RunningEngine("0s,10ms,10ms,10ms,10ms,10ms", receiver.url("/hook"))) {
            engine.endpoint(receiver.url("/hook"));
            engine.publish(SOLD, "hat:1", "{}");
            receiver.await(2, PATIENCE);
            receiver.behave(Behaviour.OK);

            Delivery delivery = awaitState(engine, State.DELIVERED);
            List<Attempt> attempts = engine.webhooks.deliveries().attempts(engine.account, delivery.id(), 0, 50);
            assertThat(attempts).hasSizeGreaterThanOrEqualTo(2).hasSize(delivery.attempts());
            assertThat(attempts.stream().map(Attempt::number)).isSorted().startsWith(1, 2);
            assertThat(attempts.getFirst().outcome()).isEqualTo("rejected");
            assertThat(attempts.getFirst().answer().orElseThrow().status()).isEqualTo(500);
            assertThat(new String(attempts.getFirst().answer().orElseThrow().body(), StandardCharsets.UTF_8))
                    .isEqualTo("oops");
            assertThat(attempts.getLast().outcome()).isEqualTo("accepted");
            assertThat(headers(receiver.requests().get(1)))
                    .containsEntry("tributary-attempt", "2")
                    .containsEntry("webhook-id", delivery.event().toString());
        }
    }

    @Test
    void after_the_last_attempt_a_delivery_is_exhausted_and_can_be_replayed_with_the_same_id_and_bytes() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s,10ms", receiver.url("/hook"))) {
            engine.endpoint(receiver.url("/hook"));
            engine.publish(SOLD, "hat:1", "{\"hat\":1}");
            Delivery exhausted = awaitState(engine, State.EXHAUSTED);
            assertThat(exhausted.attempts()).isEqualTo(2);
            receiver.behave(Behaviour.OK);

            DeliveryId replay =
                    engine.webhooks.replay(engine.account, exhausted.id()).orElseThrow();
            ReceivedRequest request = receiver.await(3, PATIENCE);

            assertThat(request.body()).isEqualTo(receiver.requests().getFirst().body());
            assertThat(headers(request))
                    .containsEntry("webhook-id", exhausted.event().toString())
                    .containsEntry("tributary-delivery", replay.toString());
            Await.until(
                    PATIENCE,
                    "the replay to be recorded",
                    () -> find(engine, replay).state() == State.DELIVERED);
            assertThat(find(engine, replay).replayOf()).contains(exhausted.id());
            assertThat(find(engine, exhausted.id())).isEqualTo(exhausted);
        }
    }

    @Test
    void a_receiver_that_is_gone_disables_its_endpoint_and_others_are_told() {
        try (FaultyReceiver gone = FaultyReceiver.start(Behaviour.GONE);
                FaultyReceiver other = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1h", gone.url("/"), other.url("/"))) {
            Endpoint dead = engine.endpoint(gone.url("/"));
            engine.endpoint(EndpointSettings.forUrl(other.url("/")).withTopics(false, List.of("webhook.disabled")));
            engine.publish(SOLD, "hat:1", "{}");

            ReceivedRequest notice = other.await(1, PATIENCE);
            assertThat(headers(notice)).containsEntry("refersion-topic", "WEBHOOK_DISABLED");
            assertThat(new String(notice.body(), StandardCharsets.UTF_8))
                    .contains(dead.id().toString(), "410");
            Endpoint now =
                    engine.webhooks.endpoints().find(engine.account, dead.id()).orElseThrow();
            assertThat(now.status()).isEqualTo(Status.DISABLED);
            assertThat(now.statusReason()).contains("The receiver answered 410 Gone.");
            assertThat(deliveries(engine, dead))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(State.EXHAUSTED));
            engine.publish(SOLD, "hat:2", "{}");
            assertThat(deliveries(engine, dead).getFirst().state()).isEqualTo(State.HELD);
        }
    }

    @Test
    void a_paused_endpoint_holds_its_events_and_sends_them_when_enabled() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            engine.publish(SOLD, "hat:1", "{}");
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(deliveries(engine)).allMatch(delivery -> delivery.state() == State.HELD);

            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            receiver.await(2, PATIENCE);
            Await.until(
                    PATIENCE,
                    "both delivered",
                    () -> deliveries(engine).stream().allMatch(delivery -> delivery.state() == State.DELIVERED));
        }
    }

    @Test
    void what_was_held_is_cancelled_when_its_owner_skips_it() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            engine.publish(SOLD, "hat:1", "{}");
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), false);
            assertThat(deliveries(engine).getFirst().state()).isEqualTo(State.CANCELLED);
            engine.publish(SOLD, "hat:1", "{}");
            assertThat(headers(receiver.await(1, PATIENCE))).containsEntry("tributary-sequence", "2");
        }
    }

    @Test
    void a_webhook_that_asked_for_order_gets_a_subjects_events_one_after_another() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
                RunningEngine engine = new RunningEngine("0s,20ms,20ms,20ms,20ms,20ms,20ms,20ms", receiver.url("/"))) {
            engine.endpoint(EndpointSettings.forUrl(receiver.url("/")).withOrdered(true));
            for (int i = 0; i < 5; i++) {
                engine.publish(SOLD, "hat:1", "{}");
            }
            receiver.await(2, PATIENCE);
            receiver.behave(Behaviour.OK);
            Await.until(
                    PATIENCE,
                    "all five delivered",
                    () -> deliveries(engine).stream().allMatch(delivery -> delivery.state() == State.DELIVERED));
            assertThat(receiver.requests().stream()
                            .map(request -> headers(request).get("tributary-sequence"))
                            .distinct())
                    .containsExactly("1", "2", "3", "4", "5");
            assertThat(receiver.requests().stream()
                            .map(request -> headers(request).get("tributary-sequence")))
                    .isSorted();
        }
    }

    @Test
    void a_test_send_answers_with_the_attempt_and_leaves_no_event_behind() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            Attempt attempt = engine.webhooks
                    .test(
                            engine.account,
                            endpoint.id(),
                            engine.webhooks.topics().find(SOLD).orElseThrow())
                    .orElseThrow();
            assertThat(attempt.answer().orElseThrow().status()).isEqualTo(500);
            assertThat(receiver.await(1, PATIENCE).body())
                    .isEqualTo("{\"hat\":\"bowler\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(engine.webhooks
                            .feed()
                            .after(engine.account, Optional.empty(), Set.of(), 10)
                            .events())
                    .isEmpty();
        }
    }

    private static Delivery awaitState(RunningEngine engine, State state) {
        return Await.value(
                PATIENCE,
                "a delivery that is " + state,
                () -> deliveries(engine).stream()
                        .filter(delivery -> delivery.state() == state)
                        .findFirst());
    }

    private static Delivery find(RunningEngine engine, DeliveryId id) {
        return engine.webhooks.deliveries().find(engine.account, id).orElseThrow();
    }

    private static List<Delivery> deliveries(RunningEngine engine) {
        return engine.webhooks.deliveries().list(engine.account, DeliveryFilter.all(), Optional.empty(), 200);
    }

    private static List<Delivery> deliveries(RunningEngine engine, Endpoint endpoint) {
        return deliveries(engine).stream()
                .filter(delivery -> delivery.endpoint().equals(endpoint.id()))
                .toList();
    }

    private static Map<String, String> headers(ReceivedRequest request) {
        return request.headers().stream()
                .collect(Collectors.toMap(h -> h.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, _) -> a));
    }

    private static HttpHeaders httpHeaders(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (_, _) -> true);
    }
}
