package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The deliveries in this node's memory, a lane for each endpoint. None can fill the senders or the memory, and however
 * many of them hang, the others' deliveries go out: {@link StartOrder} sees to it. Safe for many threads; every call is
 * short.
 */
final class Lanes {
    /** Idle lanes are forgotten once there are this many. */
    private static final int MANY_LANES = 10_000;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final DispatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EndpointId, EndpointLane> lanes = new HashMap<>();
    private final StartOrder order;
    private final Pulse pulse = new Pulse();
    private Part part = Part.NONE;
    private int total;

    Lanes(DispatchSettings settings) {
        this.settings = settings;
        this.order = new StartOrder(settings.maxInFlight());
    }

    /** Whether this node may take leases at all. */
    Pulse pulse() {
        return pulse;
    }

    /** Whether other nodes have parts of what endpoints allow. */
    boolean hasOthers() {
        return inLock(() -> part.hasOthers());
    }

    /** Whether nothing is here, and no place is kept for anything. */
    boolean isEmpty() {
        return inLock(() -> total) == 0;
    }

    /**
     * Takes over this node's part of every endpoint's cap and rate, with every heartbeat; with none, it takes nothing in.
     *
     * @return what waits and can't start here in time, since the part has become smaller
     */
    List<Leased> follow(Part part, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            this.part = part;
            lanes.values().forEach(lane -> {
                lane.follow(part, now);
                excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
                order.list(lane, now);
            });
            total -= excess.size();
        });
        return excess;
    }

    /** Takes over what an endpoint allows by now, for what waits already. */
    void follow(Destination destination) {
        locked(() -> lane(destination));
    }

    /** Keeps a place for a delivery that is about to be born with a lease; false if the lane or the node is full. */
    boolean reserve(Destination destination) {
        return inLock(() -> {
            if (roomLeft() == 0 || room(lane(destination)) <= 0) {
                return false;
            }
            lane(destination).reserve();
            total++;
            return true;
        });
    }

    /** Its transaction did not commit, or nobody knows. */
    void unreserve(EndpointId endpoint) {
        locked(() -> {
            lane(endpoint).unreserve();
            total--;
        });
    }

    /** Takes deliveries whose places were reserved. */
    void addReserved(List<Leased> deliveries, long now) {
        locked(() -> deliveries.forEach(leased -> {
            EndpointLane lane = lane(leased.endpoint());
            lane.unreserve();
            lane.add(leased);
            order.list(lane, now);
        }));
    }

    /** Takes a delivery that was claimed; returns what can't start here in time: anything where there is no slot. */
    List<Leased> addClaimed(Leased leased, Destination destination, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            EndpointLane lane = lane(destination);
            lane.add(leased);
            excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
            total += 1 - excess.size();
            order.list(lane, now);
        });
        return excess;
    }

    /**
     * The deliveries to start now, fair between accounts and endpoints, as many as the node has permits for. None if the
     * others may take it for dead by now, and its part for theirs.
     */
    List<Leased> start(long now, int most) {
        return pulse.felt(now) ? inLock(() -> order.start(now, most)) : List.of();
    }

    /** How long until a lane that waits for its rate may start; a long time if there is none. */
    Duration untilPaced(long now) {
        return inLock(() -> order.untilPaced(now));
    }

    /**
     * An attempt is over.
     *
     * @return what waits in the lane and can't start in time any more, since the receiver got slower or fails
     */
    List<Leased> finished(Leased leased, Reception reception, long tookNanos, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            EndpointLane lane = lane(leased.endpoint());
            order.leave(lane, () -> lane.finished(leased, reception, tookNanos, now));
            excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
            total -= excess.size();
            left(lane, now);
        });
        return excess;
    }

    /** A delivery was given back without an attempt, which tells nothing of its receiver. */
    void returned(EndpointId endpoint, long now) {
        locked(() -> {
            EndpointLane lane = lane(endpoint);
            order.leave(lane, lane::returned);
            left(lane, now);
        });
    }

    private void left(EndpointLane lane, long now) {
        total--;
        order.list(lane, now);
        if (lane.load() == 0 && lanes.size() > MANY_LANES) {
            lanes.remove(lane.id);
            order.forget(lane);
        }
    }

    /** How many due rows each endpoint with a lane may be claimed. */
    Map<EndpointId, Integer> room() {
        Map<EndpointId, Integer> room = new HashMap<>();
        locked(() -> lanes.forEach((id, lane) -> room.put(id, Math.max(0, room(lane)))));
        return room;
    }

    /** How many more deliveries this node's memory takes. */
    int roomInAll() {
        return inLock(this::roomLeft);
    }

    int inFlight() {
        return inLock(order::inFlight);
    }

    /** How many lanes hold all that they may: there may be more to come for them. One without a slot here is not full. */
    int full() {
        return inLock(() -> (int) lanes.values().stream()
                .filter(lane -> lane.load() > 0 && room(lane) <= 0)
                .count());
    }

    /** The endpoints that something is here for: kept a place, waiting or under way. */
    Set<EndpointId> used() {
        Set<EndpointId> used = new HashSet<>();
        locked(() -> lanes.values().stream().filter(lane -> lane.load() > 0).forEach(lane -> used.add(lane.id)));
        return used;
    }

    /** Empties an endpoint's lane of what has not started. */
    List<Leased> takeWaiting(EndpointId endpoint) {
        List<Leased> waiting = new ArrayList<>();
        locked(() -> {
            Optional.ofNullable(lanes.get(endpoint)).ifPresent(lane -> waiting.addAll(lane.takeWaiting()));
            total -= waiting.size();
        });
        return waiting;
    }

    private int roomLeft() {
        return part.isNone() ? 0 : Math.max(0, settings.maxQueued() - total);
    }

    private EndpointLane lane(Destination destination) {
        EndpointLane lane =
                lanes.computeIfAbsent(destination.endpoint().id(), id -> new EndpointLane(destination.endpoint()));
        lane.follow(destination.endpoint().settings(), part);
        return lane;
    }

    /** One that holds something, and so was not forgotten. */
    private EndpointLane lane(EndpointId id) {
        return Objects.requireNonNull(lanes.get(id));
    }

    private int room(EndpointLane lane) {
        return lane.room(drainNanos(), settings.maxLane());
    }

    /**
     * What waits here drains long before its lease ends; and where there are other nodes, soon: they can't use their parts
     * of a cap for what waits here.
     */
    private long drainNanos() {
        return part.hasOthers() ? SOON.toNanos() : settings.lease().toNanos() / 3;
    }

    private void locked(Runnable work) {
        var _ = inLock(() -> {
            work.run();
            return this;
        });
    }

    private <T> T inLock(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }
}
