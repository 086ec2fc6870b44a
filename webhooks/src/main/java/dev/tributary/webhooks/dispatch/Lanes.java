package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The deliveries in this node's memory, a lane for each endpoint. Endpoints take turns: none can fill the senders or
 * the memory. Safe for many threads; every call is short.
 */
final class Lanes {
    /** Idle lanes are forgotten once there are this many. */
    private static final int MANY_LANES = 10_000;

    private final DispatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EndpointId, EndpointLane> lanes = new HashMap<>();
    private final Queue<EndpointLane> ready = new ArrayDeque<>();
    private final Set<EndpointLane> paced = new LinkedHashSet<>();
    private final Pulse pulse = new Pulse();
    private int nodes = 1;
    private int inFlight;
    private int total;

    Lanes(DispatchSettings settings) {
        this.settings = settings;
    }

    /** Whether this node may take leases at all. */
    Pulse pulse() {
        return pulse;
    }

    /** Whether nothing is here, and no place is kept for anything. */
    boolean isEmpty() {
        lock.lock();
        try {
            return total == 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many nodes share every endpoint's cap and rate. */
    void setNodes(int nodes) {
        locked(() -> this.nodes = Math.max(1, nodes));
    }

    /** Keeps a place for a delivery that is about to be born with a lease; false if the lane or the node is full. */
    boolean reserve(Destination destination) {
        lock.lock();
        try {
            EndpointLane lane = lane(destination);
            if (total >= settings.maxQueued() || lane.room(drainNanos(), settings.maxLane()) <= 0) {
                return false;
            }
            lane.reserve();
            total++;
            return true;
        } finally {
            lock.unlock();
        }
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
            list(lane, now);
        }));
    }

    /** Takes a delivery that was claimed. */
    void addClaimed(Leased leased, Destination destination, long now) {
        locked(() -> {
            EndpointLane lane = lane(destination);
            lane.add(leased);
            total++;
            list(lane, now);
        });
    }

    /** The deliveries to start now, fair between endpoints, as many as the node has permits for. */
    List<Leased> start(long now, int most) {
        List<Leased> started = new ArrayList<>();
        locked(() -> {
            paced.removeIf(lane -> !lane.isPaced(now) && list(lane, now));
            while (started.size() < most && inFlight < settings.maxInFlight() && !ready.isEmpty()) {
                EndpointLane lane = ready.remove();
                lane.listed = false;
                if (lane.canStart(now)) {
                    started.add(lane.start(now));
                    inFlight++;
                }
                list(lane, now);
            }
        });
        return started;
    }

    /** How long until a lane that waits for its rate may start; a long time if there is none. */
    Duration untilPaced(long now) {
        lock.lock();
        try {
            long nanos = Duration.ofSeconds(1).toNanos();
            for (EndpointLane lane : paced) {
                nanos = Math.min(nanos, Math.max(0, lane.nanosUntilStart(now)));
            }
            return Duration.ofNanos(nanos);
        } finally {
            lock.unlock();
        }
    }

    /** An attempt is over. */
    void finished(EndpointId endpoint, long tookNanos, long now) {
        locked(() -> {
            lane(endpoint).learn(tookNanos);
            left(endpoint, now);
        });
    }

    /** A delivery was given back without an attempt, which tells nothing of its receiver. */
    void returned(EndpointId endpoint, long now) {
        locked(() -> left(endpoint, now));
    }

    private void left(EndpointId endpoint, long now) {
        EndpointLane lane = lane(endpoint);
        lane.finished();
        inFlight--;
        total--;
        list(lane, now);
        if (lane.load() == 0 && lanes.size() > MANY_LANES) {
            lanes.remove(endpoint);
            paced.remove(lane);
        }
    }

    /** How many due rows each endpoint with a lane may be claimed. */
    Map<EndpointId, Integer> room() {
        Map<EndpointId, Integer> room = new HashMap<>();
        locked(() ->
                lanes.forEach((id, lane) -> room.put(id, Math.max(0, lane.room(drainNanos(), settings.maxLane())))));
        return room;
    }

    /** How many more deliveries this node's memory takes. */
    int roomInAll() {
        lock.lock();
        try {
            return Math.max(0, settings.maxQueued() - total);
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** The endpoints that something waits for. */
    Set<EndpointId> waiting() {
        Set<EndpointId> waiting = new HashSet<>();
        locked(() -> lanes.values().stream().filter(EndpointLane::hasWaiting).forEach(lane -> waiting.add(lane.id)));
        return waiting;
    }

    /** Empties an endpoint's lane of what has not started. */
    List<Leased> takeWaiting(EndpointId endpoint) {
        List<Leased> waiting = new ArrayList<>();
        locked(() -> {
            EndpointLane lane = lane(endpoint);
            for (Leased next = lane.takeWaiting(); next != null; next = lane.takeWaiting()) {
                waiting.add(next);
                total--;
            }
        });
        return waiting;
    }

    /** Empties the lanes of what has not started: when stopping. */
    List<Leased> takeWaiting() {
        return waiting().stream().flatMap(id -> takeWaiting(id).stream()).toList();
    }

    private boolean list(EndpointLane lane, long now) {
        if (!lane.listed && lane.canStart(now)) {
            lane.listed = true;
            ready.add(lane);
        } else if (lane.isPaced(now)) {
            paced.add(lane);
        }
        return true;
    }

    private EndpointLane lane(Destination destination) {
        EndpointLane lane = lane(destination.endpoint().id());
        lane.follow(destination, nodes);
        return lane;
    }

    private EndpointLane lane(EndpointId id) {
        return lanes.computeIfAbsent(id, EndpointLane::new);
    }

    private long drainNanos() {
        return settings.lease().toNanos() / 3;
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
