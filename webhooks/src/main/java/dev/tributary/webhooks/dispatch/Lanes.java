package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The deliveries in this node's memory, a lane for each endpoint. Accounts take turns, and their endpoints within them:
 * none can fill the senders or the memory. Endpoints that are not known to be well, since they were never tried or their
 * last attempt failed, share half of the permits, so that however many of them hang, the others' deliveries go out. Safe
 * for many threads; every call is short.
 */
final class Lanes {
    /** Idle lanes are forgotten once there are this many. */
    private static final int MANY_LANES = 10_000;

    private final DispatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EndpointId, EndpointLane> lanes = new HashMap<>();
    private final Turns well = new Turns();
    private final Turns unwell = new Turns();
    private final Set<EndpointLane> paced = new LinkedHashSet<>();
    private final Pulse pulse = new Pulse();
    private Share share = Share.UNKNOWN;
    private int inFlight;
    private int unwellInFlight;
    private boolean unwellNext;
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
        return count(() -> total) == 0;
    }

    /**
     * Takes over this node's part of every endpoint's cap and rate, with every heartbeat; with none, it takes nothing in.
     *
     * @return what waits and can't start here in time, since the part has become smaller
     */
    List<Leased> follow(Share share, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            this.share = share;
            lanes.values().forEach(lane -> {
                lane.follow(share, now);
                excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
                list(lane, now);
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
        lock.lock();
        try {
            if (roomLeft() == 0) {
                return false;
            }
            EndpointLane lane = lane(destination);
            if (lane.room(drainNanos(), settings.maxLane()) <= 0) {
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

    /** Takes a delivery that was claimed; returns what can't start here in time: anything where there is no slot. */
    List<Leased> addClaimed(Leased leased, Destination destination, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            EndpointLane lane = lane(destination);
            lane.add(leased);
            excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
            total += 1 - excess.size();
            list(lane, now);
        });
        return excess;
    }

    /** The deliveries to start now, fair between accounts and endpoints, as many as the node has permits for. */
    List<Leased> start(long now, int most) {
        List<Leased> started = new ArrayList<>();
        locked(() -> {
            paced.removeIf(lane -> !lane.isPaced(now) && list(lane, now));
            while (started.size() < most && inFlight < settings.maxInFlight()) {
                Turns turns = nextTurns();
                if (turns.isEmpty()) {
                    return;
                }
                EndpointLane lane = turns.remove();
                lane.listed = false;
                if (turns == of(lane) && lane.canStart(now)) {
                    started.add(lane.start(now));
                    inFlight++;
                    unwellInFlight += lane.isWell() ? 0 : 1;
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

    /**
     * An attempt is over.
     *
     * @return what waits in the lane and can't start in time any more, since the receiver got slower or fails
     */
    List<Leased> finished(Leased leased, Reception reception, long tookNanos, long now) {
        List<Leased> excess = new ArrayList<>();
        locked(() -> {
            EndpointLane lane = lane(leased.endpoint());
            unwellInFlight -= lane.isWell() ? 0 : lane.inFlight();
            lane.finished(leased, reception, tookNanos, now);
            unwellInFlight += lane.isWell() ? 0 : lane.inFlight();
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
            unwellInFlight -= lane.isWell() ? 0 : 1;
            lane.returned();
            left(lane, now);
        });
    }

    private void left(EndpointLane lane, long now) {
        inFlight--;
        total--;
        list(lane, now);
        if (lane.load() == 0 && lanes.size() > MANY_LANES) {
            lanes.remove(lane.id);
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
        return count(this::roomLeft);
    }

    int inFlight() {
        return count(() -> inFlight);
    }

    /** How many lanes hold all that they may: there may be more to come for them. One without a slot here is not full. */
    int full() {
        return count(() -> (int) lanes.values().stream()
                .filter(lane -> lane.load() > 0 && lane.room(drainNanos(), settings.maxLane()) <= 0)
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
        return share.nodes() == 0 ? 0 : Math.max(0, settings.maxQueued() - total);
    }

    /** Both take turns while both wait, as long as the unwell have permits left. */
    private Turns nextTurns() {
        boolean mayBeUnwell = !unwell.isEmpty() && unwellInFlight < settings.maxInFlight() / 2;
        unwellNext = mayBeUnwell && (well.isEmpty() || !unwellNext);
        return unwellNext ? unwell : well;
    }

    private Turns of(EndpointLane lane) {
        return lane.isWell() ? well : unwell;
    }

    private boolean list(EndpointLane lane, long now) {
        if (!lane.listed && lane.canStart(now)) {
            lane.listed = true;
            of(lane).add(lane);
        } else if (lane.isPaced(now)) {
            paced.add(lane);
        }
        return true;
    }

    private EndpointLane lane(Destination destination) {
        EndpointLane lane =
                lanes.computeIfAbsent(destination.endpoint().id(), id -> new EndpointLane(destination.endpoint()));
        lane.follow(destination.endpoint().settings(), share);
        return lane;
    }

    /** One that holds something, and so was not forgotten. */
    private EndpointLane lane(EndpointId id) {
        return Objects.requireNonNull(lanes.get(id));
    }

    private long drainNanos() {
        return settings.lease().toNanos() / 3;
    }

    private int count(IntSupplier what) {
        lock.lock();
        try {
            return what.getAsInt();
        } finally {
            lock.unlock();
        }
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
