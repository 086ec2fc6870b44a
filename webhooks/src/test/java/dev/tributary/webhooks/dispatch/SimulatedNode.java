package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A process that sends: the production classes, stepped by the simulation. */
final class SimulatedNode {
    static final Schedules SCHEDULES = new Schedules(RetrySchedule.parse("0s,5s,30s,5m,30m"), Map.of());

    private static final SignAttempt SIGN = new SignAttempt("simulated");
    private static final Vault VAULT = new Vault(new byte[32]);

    /** Told of every request that starts. */
    interface Watch {
        void started(SimulatedNode node, Flight flight, int attempt);
    }

    final UUID id;
    final InstantSource clock;
    final Pipeline pipeline;
    final List<Flight> flights = new ArrayList<>();
    final List<MemoryTransaction> open = new ArrayList<>();
    /** Committed, and not yet told so. */
    final List<MemoryTransaction> committed = new ArrayList<>();

    boolean frozen;
    boolean stopping;
    private final MemoryStore store;
    private final SimulatedTime time;
    private final Watch watch;
    private final LongSupplier nanoTime;

    SimulatedNode(
            Chance chance,
            SimulatedTime time,
            DispatchSettings settings,
            TopicCatalogue topics,
            MemoryStore store,
            MemoryFaults faults,
            Watch watch) {
        this.store = store;
        this.time = time;
        this.watch = watch;
        clock = time.skewed(Duration.ofMillis(chance.below(2000) - 1000L));
        UuidV7 ids = new UuidV7(clock, chance.generator());
        id = ids.next();
        KnownDestinations known = new KnownDestinations(VAULT);
        nanoTime = time.nanos(chance.generator().nextLong());
        Surroundings surroundings = new Surroundings(id, clock, nanoTime, chance.generator(), ids);
        pipeline = new Pipeline(
                surroundings,
                settings,
                topics,
                SCHEDULES,
                known,
                SIGN,
                this::send,
                new FeedBell(),
                new MemoryLedger(store, clock, known, faults));
    }

    private void send(Request request, Consumer<Outcome> then) {
        DeliveryId delivery =
                DeliveryId.parse(header(request, "Tributary-Delivery")).orElseThrow();
        MemoryRow row = store.rows.get(delivery);
        if (row == null) {
            throw new Violation(delivery + " is sent and was never committed");
        }
        if (!header(request, "webhook-id").equals(row.event.event().id().toString())) {
            throw new Violation("another event is sent: " + row);
        }
        Instant now = time.instant();
        Flight flight = new Flight(id, row, row.born.endpoint(), now, now.plus(request.deadline()), then);
        watch.started(this, flight, Integer.parseInt(header(request, "Tributary-Attempt")));
        flights.add(flight);
    }

    private static String header(Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElseThrow();
    }

    /** Nothing new starts; what is under way may end. */
    void stop() {
        stopping = true;
        pipeline.lanes.pulse().stop();
        pipeline.giveUp(nanoTime.getAsLong());
    }

    /** One step of one loop; what the database does not let it do is tried again some time. */
    boolean step(Part part) {
        if (stopping && part != Part.RECORDER) {
            return false;
        }
        try {
            switch (part) {
                case SENDER -> pipeline.attempts.loop().stepOnce();
                case DUE -> pipeline.due.loop().stepOnce();
                case RECORDER -> pipeline.recorder.loop().stepOnce();
                case NODE -> pipeline.node.loop().stepOnce();
                case TEND -> {
                    pipeline.bury();
                    pipeline.releaseForgotten();
                }
            }
            return true;
        } catch (DatabaseFault e) {
            return false;
        }
    }

    /** Nothing is left in its memory. */
    boolean isIdle() {
        return flights.isEmpty()
                && pipeline.lanes.isEmpty()
                && pipeline.outcomes.isEmpty()
                && pipeline.doubts.isEmpty();
    }

    /** What runs by itself in production. */
    enum Part {
        SENDER,
        DUE,
        RECORDER,
        NODE,
        TEND
    }

    @Override
    public String toString() {
        return "node " + id.toString().substring(24)
                + (frozen ? " frozen" : "")
                + (stopping ? " stopping" : "")
                + (pipeline.lanes.isEmpty() ? "" : " queues")
                + (pipeline.outcomes.isEmpty() ? "" : " writes")
                + (pipeline.doubts.isEmpty() ? "" : " doubts");
    }
}
