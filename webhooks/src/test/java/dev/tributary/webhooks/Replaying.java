package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;

import dev.tributary.testkit.Await;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.replay.ReplayId;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.replay.ReplayState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Steps that tests of replaying share. */
final class Replaying {
    static final ReplayScope.Filter FAILED =
            ReplayScope.Filter.of(ReplayScope.Filter.UNSUCCESSFUL, Set.of(), Optional.empty(), Optional.empty());

    private Replaying() {}

    static void publish(RunningEngine engine, int count) {
        for (int left = count; left > 0; left -= 500) {
            List<NewEvent> events = IntStream.range(0, Math.min(left, 500))
                    .mapToObj(n -> engine.event(SOLD, "hat:" + n, "{\"hat\":" + n + "}"))
                    .toList();
            engine.publish(events);
        }
    }

    /** Publishes so many to one webhook, and returns when all have come to this. */
    static void publish(RunningEngine engine, int count, State end) {
        publish(engine, count);
        awaitAll(engine, end, count);
    }

    static ReplayJob start(RunningEngine engine, Endpoint endpoint, ReplayScope scope) {
        return engine.webhooks
                .replays()
                .start(engine.account, endpoint.id(), scope, "a test")
                .orElseThrow();
    }

    static long count(RunningEngine engine, Endpoint endpoint, ReplayScope scope) {
        return engine.webhooks
                .replays()
                .count(engine.account, endpoint.id(), scope)
                .orElseThrow()
                .count();
    }

    static ReplayJob find(RunningEngine engine, ReplayId id) {
        return engine.webhooks.replays().find(engine.account, id).orElseThrow();
    }

    static ReplayJob awaitEnd(RunningEngine engine, ReplayJob job) {
        Await.until(PATIENCE, "the job to end", () -> find(engine, job.id()).state() != ReplayState.RUNNING);
        return find(engine, job.id());
    }

    static void awaitAll(RunningEngine engine, State state, int count) {
        Await.until(
                Duration.ofSeconds(60),
                count + " to be " + state,
                () -> engine.value("select count(*) from delivery where state = ?", Long.class, state.text()) == count);
    }

    static List<Delivery> deliveries(RunningEngine engine, Endpoint endpoint) {
        DeliveryFilter all = DeliveryFilter.all();
        return engine.webhooks
                .deliveries()
                .list(
                        engine.account,
                        new DeliveryFilter(
                                all.states(),
                                all.topics(),
                                Optional.of(endpoint.id()),
                                all.event(),
                                all.since(),
                                all.until()),
                        Optional.empty(),
                        1000);
    }
}
