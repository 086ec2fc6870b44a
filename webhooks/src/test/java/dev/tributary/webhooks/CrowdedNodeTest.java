package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class CrowdedNodeTest {
    private static final int MEMORY = 200;
    private static final int LONGER_THAN_PATIENCE = 30;

    @Test
    void a_receiver_that_hangs_fills_no_node_so_that_others_would_wait_for_its_timeouts() {
        DispatchSettings d = DispatchSettings.defaults();
        DispatchSettings small = d.withSizes(d.maxInFlight(), MEMORY, d.maxLane(), d.group());
        FaultyReceiver hanging = FaultyReceiver.start(Behaviour.NEVER_ANSWERS);
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NO_CONTENT);
                RunningEngine engine =
                        new RunningEngine(TestDatabase.create(), small, "0s,1h", hanging.url("/"), receiver.url("/"));
                hanging) { // closed before the engine, which would wait for it
            engine.webhooks.start(true);
            engine.endpoint(EndpointSettings.forUrl(hanging.url("/")).withTimeoutSeconds(LONGER_THAN_PATIENCE));
            engine.publish(IntStream.range(0, 2 * MEMORY)
                    .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                    .toList());
            hanging.await(1, PATIENCE);

            AccountId other = new AccountId(UUID.randomUUID());
            engine.webhooks.accountSwitch().set(other, true);
            engine.webhooks.endpoints().create(other, EndpointSettings.forUrl(receiver.url("/")), Optional.empty());
            engine.publishFor(other, SOLD, "hat:1", "{}");
            receiver.await(1, PATIENCE);
            engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:own", "{}");
            receiver.await(2, PATIENCE);
            assertThat(engine.value("select count(*) from attempt where url = ?", Long.class, hanging.url("/")))
                    .as("the hanging one's have not timed out yet")
                    .isZero();
        }
    }
}
