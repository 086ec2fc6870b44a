package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.dispatch.SimulatedNode.Part;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits longer than its lease allows comes again with another, and finds its turn kept. */
class LateLeaseTest {
    private static final int LONGEST_TIMEOUT = 30;
    private static final int EVENTS = 10;
    private static final Duration TICK = Duration.ofMillis(100);

    private final SimulatedWorld world = new SimulatedWorld(1, DispatchSettings.defaults(), false);
    private final MemoryEndpoint slow =
            world.store.endpoints.values().stream().findFirst().orElseThrow();
    private int requests;

    @Test
    void a_receiver_that_was_too_busy_for_long_gets_all_when_it_is_well_again_whatever_its_timeout() {
        world.store.endpoints.values().removeIf(other -> other != slow);
        slow.settings = slow.settings.withOrdered(false).withTimeoutSeconds(LONGEST_TIMEOUT);
        world.calm();
        world.start();
        publish();

        live(Duration.ofMinutes(5), 503);
        int before = requests;
        live(Duration.ofSeconds(70), 503);
        assertThat(requests).as("it is asked now and then").isGreaterThan(before);
        live(Duration.ofHours(1), 204);

        assertThat(world.store.rows.values()).hasSize(EVENTS).allMatch(row -> row.state == State.DELIVERED);
    }

    private void publish() {
        MemoryTransaction transaction = world.store.transaction();
        byte[] body = {'{', '}'};
        for (int i = 0; i < EVENTS; i++) {
            node().pipeline
                    .publish
                    .publish(
                            transaction,
                            List.of(new NewEvent(slow.account, SimulatedWorld.TOPIC, "hat:" + i, body, body)));
        }
        world.store.commit(transaction);
        transaction.committed();
    }

    private void live(Duration time, int status) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            for (Part part : List.of(Part.NODE, Part.TEND, Part.DUE, Part.SENDER)) {
                node().step(part);
            }
            List<Flight> flights = List.copyOf(node().flights);
            node().flights.clear();
            requests += flights.size();
            flights.forEach(flight -> flight.then().accept(outcome(status)));
            node().step(Part.RECORDER);
            world.pass(TICK);
        }
    }

    private static Outcome outcome(int status) {
        Answer answer = new Answer(status, List.of(), new byte[0], false);
        Timing took = Timing.of(Duration.ofMillis(2));
        return status < 300 ? new Outcome.Accepted(answer, took) : new Outcome.Rejected(answer, Optional.empty(), took);
    }

    private SimulatedNode node() {
        return world.nodes.getFirst();
    }
}
