package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class StoppingTest {
    @Test
    void what_is_under_way_when_the_server_stops_is_given_back_uncharged() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NEVER_ANSWERS);
                RunningEngine engine = new RunningEngine(TestDatabase.create(), hasty(), "0s", receiver.url("/"))) {
            engine.webhooks.start(true);
            engine.endpoint(receiver.url("/"), Optional.empty(), 512, List.of());
            engine.publish(IntStream.range(0, 300)
                    .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                    .toList());
            receiver.await(4, PATIENCE); // as many at once as a receiver is trusted with at first
            engine.webhooks.close();
            assertThat(engine.value(
                            "select count(*) from delivery where lease_token is null and attempts = 0 and state = 'pending'",
                            Long.class))
                    .isEqualTo(300);
            assertThat(engine.value("select count(*) from node", Long.class)).isZero();
        }
    }

    @Test
    void what_was_interrupted_is_delivered_once_by_the_next_server_on_its_first_attempt() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NEVER_ANSWERS);
                TestDatabase database = TestDatabase.create()) {
            RunningEngine first = new RunningEngine(database, hasty(), "0s,1h", receiver.url("/"));
            first.webhooks.start(true);
            first.endpoint(receiver.url("/"));
            first.publish(SOLD, "hat:1", "{}");
            receiver.await(1, PATIENCE);
            first.webhooks.close();

            receiver.behave(Behaviour.OK);
            RunningEngine second = new RunningEngine(database, hasty(), "0s,1h", receiver.url("/"));
            second.webhooks.start(true);
            Await.until(
                    PATIENCE,
                    "the delivery",
                    () -> second.value(
                                    "select count(*) from delivery where state = 'delivered' and attempts = 1",
                                    Long.class)
                            == 1);
            second.webhooks.close();
            assertThat(receiver.requests()).hasSize(2);
            assertThat(receiver.requests().getLast().header("tributary-attempt"))
                    .contains("1");
        }
    }

    /** Waits for nothing that is under way. */
    private static DispatchSettings hasty() {
        return DispatchSettings.defaults().withDrain(Duration.ZERO);
    }
}
