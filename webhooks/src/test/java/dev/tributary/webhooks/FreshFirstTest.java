package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.sql.Database;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On what was due before the engine started, so that its lanes are filled by claims alone. */
@Tag("database")
@Tag("again")
class FreshFirstTest {
    /** A lane that does not hold all of it at once. */
    private static final int SMALL = 100;

    @Test
    void a_fresh_event_overtakes_a_backlog_of_due_retries() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NO_CONTENT);
                RunningEngine engine = notStarted(receiver)) {
            engine.endpoint(receiver.url("/"));
            publishRetries(engine, 1_000, "2 hours");
            publish(engine, 1);
            engine.webhooks.start(true);
            receiver.await(1_001, PATIENCE);
            assertThat(attempts(receiver).indexOf("1")).isBetween(0, 50);
        }
    }

    @Test
    void retries_keep_a_tenth_while_fresh_events_come_faster_than_they_go() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NO_CONTENT);
                RunningEngine engine = notStarted(receiver)) {
            engine.endpoint(receiver.url("/"));
            publishRetries(engine, 500, "1 hour");
            publish(engine, 2_000);
            engine.change("update delivery set due_at = due_at - interval '2 hours' where attempts = 0");
            engine.webhooks.start(true);
            receiver.await(2_500, PATIENCE);
            List<String> first = attempts(receiver).subList(0, 1_500);
            assertThat(first).filteredOn("2"::equals).hasSizeBetween(120, 300);
        }
    }

    private static RunningEngine notStarted(FaultyReceiver receiver) {
        TestDatabase database = TestDatabase.create();
        DispatchSettings d = DispatchSettings.defaults();
        new Partitions(new Database(database.dataSource()), Partitions.ENGINE).ensure(Instant.now(), 1);
        return new RunningEngine(
                database, d.withSizes(d.maxInFlight(), d.maxQueued(), SMALL, d.group()), "0s,1h", receiver.url("/"));
    }

    private static void publishRetries(RunningEngine engine, int count, String dueFor) {
        publish(engine, count);
        engine.change(
                "update delivery set state = 'retrying', attempts = 1, due_at = due_at - ?::text::interval", dueFor);
    }

    private static void publish(RunningEngine engine, int count) {
        engine.publish(IntStream.range(0, count)
                .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{}"))
                .toList());
    }

    /** In the order in which they came. */
    private static List<String> attempts(FaultyReceiver receiver) {
        return receiver.requests().stream().map(FreshFirstTest::attempt).toList();
    }

    private static String attempt(ReceivedRequest request) {
        return request.header("tributary-attempt").orElseThrow();
    }
}
