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
import dev.tributary.webhooks.delivery.DeliverySearch;
import dev.tributary.webhooks.delivery.FindDeliveries;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Few of many deliveries, looked for over all webhooks of an account. */
@Tag("database")
class FindDeliveriesTest {
    private static final DeliverySearch EXHAUSTED = DeliverySearch.of(new DeliveryFilter(
            Set.of(State.EXHAUSTED), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));

    @Test
    void a_filter_that_fits_little_looks_at_a_part_of_the_log_and_says_where_to_go_on() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint one = engine.endpoint(receiver.url("/"));
            Endpoint other = engine.endpoint(receiver.url("/"));
            engine.publish(SOLD, "hat:1", "{}");
            Await.until(
                    PATIENCE,
                    "both to arrive",
                    () -> engine.value("select count(*) from delivery where state = 'delivered'", Long.class) == 2);
            addLog(engine, one, 25_000);
            engine.change(
                    "update delivery set state = 'exhausted' where substr(id::text, 25) in (?, ?)", last(1), last(2));
            engine.change(
                    "update delivery set state = 'exhausted' where endpoint_id = ?",
                    other.id().value());

            List<Delivery> found = new ArrayList<>();
            int calls = 0;
            Optional<DeliveryId> at = Optional.empty();
            do {
                FindDeliveries.Found part =
                        engine.webhooks.find().run(engine.account, EXHAUSTED, at, Optional.empty(), 50);
                found.addAll(part.rows());
                at = part.next();
                calls++;
            } while (at.isPresent());
            assertThat(found).extracting(Delivery::endpoint).containsExactlyInAnyOrder(one.id(), one.id(), other.id());
            assertThat(found).extracting(Delivery::id).doesNotHaveDuplicates();
            assertThat(calls).as("calls that look at 10,000 of each").isEqualTo(3);
            assertThat(engine.webhooks
                            .find()
                            .run(engine.account, EXHAUSTED.in(other.id()), Optional.empty(), Optional.empty(), 50))
                    .satisfies(its -> assertThat(its.rows()).hasSize(1))
                    .satisfies(its -> assertThat(its.next()).isEmpty());
        }
    }

    private static String last(int n) {
        return String.format("%012x", n);
    }

    /** So many that were delivered, numbered from 1 in their ids. */
    private static void addLog(RunningEngine engine, Endpoint endpoint, int count) {
        engine.change("""
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    attempts, last_outcome, last_status_code, created_at, finished_at)
                select (left(d.id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, d.account_id, d.endpoint_id, d.event_id,
                    d.topic, d.subject, n, d.format, d.state, 1, d.last_outcome, d.last_status_code, d.created_at,
                    d.finished_at
                from delivery d, generate_series(1, ?) n where d.endpoint_id = ?
                """, count, endpoint.id().value());
    }
}
