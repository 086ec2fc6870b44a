package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class BrokenEndpointTest {
    @Test
    void a_secret_that_does_not_open_holds_up_neither_publishing_nor_neighbours_nor_its_own_events_once_it_does() {
        try (FaultyReceiver broken = FaultyReceiver.start(Behaviour.OK);
                FaultyReceiver sound = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = RunningEngine.quick("0s", broken.url("/"), sound.url("/"))) {
            Endpoint endpoint = engine.endpoint(broken.url("/"));
            engine.endpoint(sound.url("/"));
            byte[] sealed = engine.value(
                    "select sealed from endpoint_secret where endpoint_id = ?", byte[].class, id(endpoint));
            engine.change("update endpoint_secret set sealed = '\\x00' where endpoint_id = ?", id(endpoint));

            engine.publish(SOLD, "hat:1", "{}");
            sound.await(1, PATIENCE);
            engine.publish(SOLD, "hat:2", "{}");
            sound.await(2, PATIENCE);
            assertThat(broken.requests()).isEmpty();

            engine.change("update endpoint_secret set sealed = ? where endpoint_id = ?", sealed, id(endpoint));
            broken.await(2, PATIENCE);
        }
    }

    @Test
    void a_delivery_that_cannot_be_signed_holds_up_no_other_and_is_kept() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = RunningEngine.quick("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 1, List.of());
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            for (int i = 1; i <= 3; i++) {
                engine.publish(SOLD, "hat:" + i, "{}");
            }
            engine.change("update delivery set topic = 'hat.of_a_newer_release' where subject = 'hat:1'");
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            receiver.await(2, PATIENCE);

            engine.change("update delivery set topic = ? where subject = 'hat:1'", SOLD);
            receiver.await(3, PATIENCE);
            Await.until(
                    PATIENCE,
                    "all recorded",
                    () -> engine.value("select count(*) from delivery where state = 'delivered'", Long.class) == 3);
        }
    }

    private static Object id(Endpoint endpoint) {
        return endpoint.id().value();
    }
}
