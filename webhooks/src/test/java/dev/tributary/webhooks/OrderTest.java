package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.event.EventId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class OrderTest {
    @Test
    void while_a_subject_waits_for_its_turn_other_subjects_and_replays_flow() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            engine.endpoint(ordered(receiver.url("/")));
            EventId first = engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, first, State.DELIVERED);
            receiver.behave(Behaviour.SERVER_ERROR);
            EventId failing = engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, failing, State.RETRYING);
            receiver.behave(Behaviour.OK);

            EventId behind = engine.publish(SOLD, "hat:1", "{}");
            EventId other = engine.publish(SOLD, "hat:2", "{}");
            awaitState(engine, other, State.DELIVERED);
            DeliveryId replay = engine.webhooks
                    .replay(engine.account, of(engine, first).id())
                    .orElseThrow();
            Await.until(
                    PATIENCE,
                    "the replay to arrive",
                    () -> engine.webhooks
                                    .deliveries()
                                    .find(engine.account, replay)
                                    .orElseThrow()
                                    .state()
                            == State.DELIVERED);
            assertThat(of(engine, behind).state()).isEqualTo(State.PENDING);
            assertThat(of(engine, behind).attempts()).isZero();
        }
    }

    @Test
    void who_asks_for_order_no_longer_is_not_held_up_by_it() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(ordered(receiver.url("/")));
            EventId failing = engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, failing, State.RETRYING);
            receiver.behave(Behaviour.OK);
            EventId behind = engine.publish(SOLD, "hat:1", "{}");
            change(engine, endpoint, EndpointSettings.forUrl(receiver.url("/")));
            awaitState(engine, behind, State.DELIVERED);
            assertThat(of(engine, failing).state()).isEqualTo(State.RETRYING);
        }
    }

    @Test
    void who_asks_for_order_has_it_for_what_waits_already() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.SERVER_ERROR);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            EventId first = engine.publish(SOLD, "hat:1", "{}");
            EventId second = engine.publish(SOLD, "hat:1", "{}");
            awaitState(engine, first, State.RETRYING);
            awaitState(engine, second, State.RETRYING);
            change(engine, endpoint, ordered(receiver.url("/")));
            assertThat(engine.value("select count(*) from delivery where order_key = 'hat:1'", Long.class))
                    .as("what comes next may not pass by them")
                    .isEqualTo(2);
            receiver.behave(Behaviour.OK);
            engine.change("update delivery set due_at = now() where event_id = ?", second.value());
            EventId third = engine.publish(SOLD, "hat:1", "{}");
            EventId other = engine.publish(SOLD, "hat:2", "{}");
            awaitState(engine, other, State.DELIVERED);
            assertThat(of(engine, second).state()).isEqualTo(State.RETRYING);
            assertThat(of(engine, third).state()).isEqualTo(State.PENDING);

            engine.change("update delivery set due_at = now() where event_id = ?", first.value());
            awaitState(engine, third, State.DELIVERED);
            List<String> sequences = receiver.requests().stream()
                    .map(request -> request.header("Tributary-Sequence").orElseThrow())
                    .toList();
            assertThat(sequences.subList(sequences.size() - 3, sequences.size()))
                    .containsExactly("1", "2", "3");
        }
    }

    private static void change(RunningEngine engine, Endpoint endpoint, EndpointSettings settings) {
        engine.webhooks.endpoints().change(engine.account, endpoint.id(), settings, Optional.empty());
    }

    private static EndpointSettings ordered(String url) {
        return EndpointSettings.forUrl(url).withOrdered(true);
    }

    private static void awaitState(RunningEngine engine, EventId event, State state) {
        Await.until(PATIENCE, "it to be " + state, () -> of(engine, event).state() == state);
    }

    private static Delivery of(RunningEngine engine, EventId event) {
        return engine.webhooks.deliveries().list(engine.account, DeliveryFilter.all(), Optional.empty(), 20).stream()
                .filter(delivery ->
                        delivery.event().equals(event) && delivery.replayOf().isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
