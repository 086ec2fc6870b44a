package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who has deliveries sent again that had ended: one, also of a webhook that is paused, or many of an active one, as jobs do. */
final class Replayers {
    private static final int BATCH = 5;

    private final SimulatedWorld world;
    private final UuidV7 ids;
    /** How the first ones were when they were sent again. */
    private final Map<MemoryRow, As> firsts = new LinkedHashMap<>();

    private record As(State state, int attempts) {
        static As of(MemoryRow row) {
            return new As(row.state, row.attempts);
        }
    }

    Replayers(SimulatedWorld world) {
        this.world = world;
        this.ids = new UuidV7(world.time, world.chance.generator());
    }

    void replay() {
        List<MemoryRow> ended = world.store.rows.values().stream()
                .filter(row -> row.state.finished())
                .toList();
        if (ended.isEmpty()) {
            return;
        }
        MemoryRow one = world.chance.of(ended);
        if (world.chance.permille(500)) {
            single(one);
        } else {
            many(one.born.endpoint(), ended);
        }
    }

    private void single(MemoryRow row) {
        MemoryEndpoint endpoint = endpoint(row.born.endpoint());
        if (!endpoint.deleted && world.store.isOn(endpoint.account)) {
            again(row, false);
        }
    }

    private void many(EndpointId endpoint, List<MemoryRow> ended) {
        if (world.store.isOpen(endpoint(endpoint))) {
            ended.stream()
                    .filter(row -> row.born.endpoint().equals(endpoint))
                    .limit(BATCH)
                    .forEach(row -> again(row, true));
        }
    }

    private void again(MemoryRow row, boolean byJob) {
        firsts.putIfAbsent(row, As.of(row));
        Born born = new Born(
                new DeliveryId(ids.next()),
                0,
                row.born.endpoint(),
                row.born.format(),
                new Born.Birth.Due(world.time.instant()),
                Optional.empty());
        world.note("replay", () -> row + (byJob ? " by a job" : "") + " as " + born.id());
        world.store.insert(MemoryRow.replay(row, born, byJob));
    }

    /** The first ones never change. */
    void look() {
        firsts.forEach((row, was) -> {
            if (!As.of(row).equals(was)) {
                throw new Violation("was " + was + " when it was sent again, and is now " + row);
            }
        });
    }

    private MemoryEndpoint endpoint(EndpointId id) {
        return Objects.requireNonNull(world.store.endpoints.get(id));
    }
}
