package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine that looks for due rows once an hour, so that what is sent was sent because something woke it. */
@Tag("database")
class WakingTest {
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
    private final RunningEngine engine = new RunningEngine(
            TestDatabase.create(),
            DispatchSettings.defaults().withPolls(Duration.ofHours(1), Duration.ofHours(1)),
            "0s,1s,1s",
            receiver.url("/"));

    WakingTest() {
        engine.webhooks.start(true);
    }

    @AfterEach
    void close() {
        engine.close();
        receiver.close();
    }

    @Test
    void a_retry_goes_out_when_its_time_has_come() {
        receiver.behave(Behaviour.SERVER_ERROR);
        engine.endpoint(receiver.url("/"));
        engine.publish(SOLD, "hat:1", "{}");
        receiver.await(3, PATIENCE);
    }

    @Test
    void what_waits_in_order_goes_out_as_soon_as_what_was_before_it_has_arrived() {
        ordered();
        engine.publish(IntStream.rangeClosed(1, 20)
                .mapToObj(n -> engine.event(SOLD, "hat:1", "{\"n\":" + n + "}"))
                .toList());
        receiver.await(20, PATIENCE);
        List<String> sequences = receiver.requests().stream()
                .map(request -> request.header("Tributary-Sequence").orElseThrow())
                .toList();
        assertThat(sequences)
                .isEqualTo(
                        IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList());
    }

    private Endpoint ordered() {
        return engine.endpoint(EndpointSettings.forUrl(receiver.url("/")).withOrdered(true));
    }
}
