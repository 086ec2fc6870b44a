package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.OperationalEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single sentences of the contract that no other test is about. */
@Tag("database")
class ContractTest {
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.GONE);

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_tells_of_a_disabled_webhook_is_these_bytes(Format format) {
        try (FaultyReceiver other = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"), other.url("/"))) {
            Endpoint dead = engine.endpoint(receiver.url("/in?a=1"));
            engine.webhooks
                    .endpoints()
                    .create(
                            engine.account,
                            settings(
                                    other.url("/"),
                                    format,
                                    List.of(OperationalEvents.WEBHOOK_DISABLED.type()),
                                    Optional.empty()),
                            Optional.empty());
            engine.publish(SOLD, "hat:1", "{}");
            String told = new String(other.await(1, PATIENCE).body(), StandardCharsets.UTF_8);
            String fields = "\"id\":\"ntc_ID\",\"webhook_id\":\"%s\",\"url\":\"%s\",\"reason\":\"%s\""
                    .formatted(dead.id(), receiver.url("/in?a=1"), "The receiver answered 410 Gone.");
            assertThat(told.replaceFirst("ntc_[0-9a-f]{32}\"", "ntc_ID\"")
                            .replaceFirst("\"timestamp\":\"[0-9TZ:.-]+\"", "\"timestamp\":\"NOW\""))
                    .isEqualTo(
                            format == Format.CLASSIC
                                    ? "{" + fields + "}"
                                    : "{\"type\":\"webhook.disabled\",\"timestamp\":\"NOW\",\"data\":{" + fields
                                            + ",\"sequence\":1}}");
        }
    }

    @Test
    void a_disabled_webhook_is_mended_tried_with_one_replay_and_enabled() {
        try (RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            Delivery first = await(engine, State.EXHAUSTED);
            assertThat(status(engine, endpoint)).isEqualTo(Status.DISABLED);
            engine.publish(SOLD, "hat:2", "{}");

            receiver.behave(Behaviour.OK);
            DeliveryId replay =
                    engine.webhooks.replay(engine.account, first.id()).orElseThrow();
            assertThat(await(engine, State.DELIVERED).id()).isEqualTo(replay);
            assertThat(status(engine, endpoint)).isEqualTo(Status.DISABLED);
            assertThat(await(engine, State.HELD).subject()).isEqualTo("hat:2");

            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            receiver.await(3, PATIENCE);
            Await.until(PATIENCE, "what was held to be delivered", () -> count(engine, State.DELIVERED) == 2);
            assertThat(status(engine, endpoint)).isEqualTo(Status.ACTIVE);
            assertThat(engine.webhooks.deliveries().find(engine.account, first.id()))
                    .contains(first);
        }
    }

    @Test
    void a_webhook_that_chose_a_named_schedule_is_tried_by_it() {
        receiver.behave(Behaviour.SERVER_ERROR);
        try (RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            engine.webhooks
                    .endpoints()
                    .create(
                            engine.account,
                            settings(receiver.url("/"), Format.CLASSIC, List.of(), Optional.of("brief")),
                            Optional.empty());
            engine.publish(SOLD, "hat:1", "{}");
            int made = 0;
            for (int seconds : new int[] {5, 30, 120, 300, 1200}) {
                int attempts = ++made;
                Await.until(
                        PATIENCE, attempts + " attempts", () -> delivery(engine).attempts() == attempts);
                assertThat(waits(engine, attempts))
                        .as("after attempt %d", attempts)
                        .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1200L + 1000));
                engine.change("update delivery set due_at = now()");
            }
            assertThat(await(engine, State.EXHAUSTED).attempts()).isEqualTo(6);
        }
    }

    /** From the end of an attempt to the next. */
    private static Duration waits(RunningEngine engine, int attempts) {
        Delivery delivery = delivery(engine);
        Attempt last = engine.webhooks
                .deliveries()
                .attempts(engine.account, delivery.id(), attempts - 1, 1)
                .getFirst();
        Instant due = engine.value("select due_at from delivery", OffsetDateTime.class)
                .toInstant();
        return Duration.between(last.startedAt(), due);
    }

    private static EndpointSettings settings(
            String url, Format format, List<String> topics, Optional<String> schedule) {
        EndpointSettings d = EndpointSettings.forUrl(url);
        return new EndpointSettings(
                url,
                "",
                format,
                topics.isEmpty(),
                topics,
                d.signing(),
                false,
                Optional.empty(),
                d.maxInFlight(),
                d.timeoutSeconds(),
                schedule,
                List.of());
    }

    private static Delivery await(RunningEngine engine, State state) {
        return Await.value(
                PATIENCE,
                "a delivery that is " + state,
                () -> all(engine).stream()
                        .filter(delivery -> delivery.state() == state)
                        .findFirst());
    }

    private static long count(RunningEngine engine, State state) {
        return all(engine).stream()
                .filter(delivery -> delivery.state() == state)
                .count();
    }

    private static Delivery delivery(RunningEngine engine) {
        return all(engine).getFirst();
    }

    private static List<Delivery> all(RunningEngine engine) {
        return engine.webhooks.deliveries().list(engine.account, DeliveryFilter.all(), Optional.empty(), 10);
    }

    private static Status status(RunningEngine engine, Endpoint endpoint) {
        return engine.webhooks
                .endpoints()
                .find(engine.account, endpoint.id())
                .orElseThrow()
                .status();
    }
}
