package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The lanes of all endpoints that this node has had to do with lately. Guarded by the lock of {@link Lanes}. */
final class KnownLanes {
    /** Idle ones are forgotten once there are more than these. */
    private static final int MANY = 10_000;

    private final Map<EndpointId, EndpointLane> lanes = new HashMap<>();

    /** An endpoint's lane, by what it allows now. */
    EndpointLane of(Destination destination, Part part) {
        EndpointLane lane =
                lanes.computeIfAbsent(destination.endpoint().id(), id -> new EndpointLane(destination.endpoint()));
        lane.follow(destination.endpoint().settings(), part);
        return lane;
    }

    /** One that holds something, and so was not forgotten. */
    EndpointLane of(EndpointId id) {
        return Objects.requireNonNull(lanes.get(id));
    }

    Optional<EndpointLane> find(EndpointId id) {
        return Optional.ofNullable(lanes.get(id));
    }

    Collection<EndpointLane> all() {
        return lanes.values();
    }

    /** Forgets the idle where there are many, but not who is held back by a rate, by its receiver or by failures. */
    List<EndpointLane> forgetIdle(long now) {
        if (lanes.size() <= MANY) {
            return List.of();
        }
        List<EndpointLane> idle =
                lanes.values().stream().filter(lane -> lane.isForgettable(now)).toList();
        idle.forEach(lane -> lanes.remove(lane.id));
        return idle;
    }
}
