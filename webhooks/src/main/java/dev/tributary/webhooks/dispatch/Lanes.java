package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The deliveries in this node's memory, a lane for each endpoint. None can fill the senders or the memory, and however
 * many of them hang, the others' deliveries go out: {@link StartOrder} sees to it. Safe for many threads; every call is
 * short.
 */
final class Lanes {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final DispatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final KnownLanes lanes = new KnownLanes();
    private final StartOrder order;
    private final Pulse pulse = new Pulse();
    private Part part = Part.NONE;
    private final Memory memory;

    Lanes(DispatchSettings settings) {
        this.settings = settings;
        this.order = new StartOrder(settings.maxInFlight());
        this.memory = new Memory(settings.maxQueued(), settings.maxBytes());
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
        return inLock(memory::isEmpty);
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
            lanes.all().forEach(lane -> {
                lane.follow(part, now);
                excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
                order.list(lane, now);
            });
            free(excess);
            lanes.forgetIdle(now).forEach(order::forget);
        });
        return excess;
    }

    /** Whether nothing is under way beyond this node's part. */
    boolean areWithinPart() {
        return inLock(() -> lanes.all().stream().allMatch(EndpointLane::isWithinCap));
    }

    /** Takes over what an endpoint allows by now, for what waits already. */
    void follow(Destination destination) {
        locked(() -> lane(destination));
    }

    /**
     * Keeps a place for a delivery that is about to be born with a lease; false if there is none in the lane, or in the
     * memory for its account.
     *
     * @param size of its body
     */
    boolean reserve(Destination destination, int size) {
        return inLock(() -> {
            EndpointLane lane = lane(destination);
            if (room(lane) <= 0) {
                return false;
            }
            lane.reserve();
            memory.take(lane.account, size);
            return true;
        });
    }

    /** Its transaction did not commit, or nobody knows. */
    void unreserve(Leased leased) {
        locked(() -> {
            lanes.of(leased.endpoint()).unreserve();
            free(List.of(leased));
        });
    }

    /** Takes deliveries whose places were reserved. */
    void addReserved(List<Leased> deliveries, long now) {
        locked(() -> deliveries.forEach(leased -> {
            EndpointLane lane = lanes.of(leased.endpoint());
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
            memory.take(leased.account(), leased.body().length);
            excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
            free(excess);
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
            EndpointLane lane = lanes.of(leased.endpoint());
            order.leave(lane, () -> lane.finished(leased, reception, tookNanos, now));
            excess.addAll(lane.takeExcess(drainNanos(), settings.maxLane()));
            free(excess);
            left(lane, leased, now);
        });
        return excess;
    }

    /** A delivery was given back without an attempt, which tells nothing of its receiver. */
    void returned(Leased leased, long now) {
        left(leased, now, EndpointLane::returned);
    }

    /** A delivery was given back and nothing was begun: what its receiver may have by now is for the next. */
    void passedOver(Leased leased, long now) {
        left(leased, now, EndpointLane::passedOver);
    }

    private void left(Leased leased, long now, Consumer<EndpointLane> how) {
        locked(() -> {
            EndpointLane lane = lanes.of(leased.endpoint());
            order.leave(lane, () -> how.accept(lane));
            left(lane, leased, now);
        });
    }

    private void left(EndpointLane lane, Leased leased, long now) {
        free(List.of(leased));
        order.list(lane, now);
    }

    /** How many due rows may be claimed. */
    Rooms rooms() {
        Map<EndpointId, Room> room = new HashMap<>();
        return inLock(() -> {
            lanes.all().forEach(lane -> room.put(lane.id, new Room(Math.max(0, room(lane)), roomAgain(lane))));
            return new Rooms(room, anyFull());
        });
    }

    /** The accounts of which this node's memory takes no more. */
    Set<AccountId> fullAccounts() {
        return inLock(memory::full);
    }

    /** How many more deliveries this node's memory takes. */
    int roomInAll() {
        return inLock(() -> part.isNone() ? 0 : memory.left());
    }

    /** How many bytes of bodies this node's memory takes yet. */
    long bytesLeft() {
        return inLock(memory::bytesLeft);
    }

    int inFlight() {
        return inLock(order::inFlight);
    }

    /** Whether a lane holds all that it may: there may be more to come for it. One without a slot here is not full. */
    boolean isAnyFull() {
        return inLock(this::anyFull);
    }

    /** The endpoints that something is here for: kept a place, waiting or under way. */
    Set<EndpointId> used() {
        Set<EndpointId> used = new HashSet<>();
        locked(() -> lanes.all().stream().filter(lane -> lane.load() > 0).forEach(lane -> used.add(lane.id)));
        return used;
    }

    /** Empties an endpoint's lane of what has not started. */
    List<Leased> takeWaiting(EndpointId endpoint) {
        List<Leased> waiting = new ArrayList<>();
        locked(() -> {
            lanes.find(endpoint).ifPresent(lane -> waiting.addAll(lane.takeWaiting()));
            free(waiting);
        });
        return waiting;
    }

    private EndpointLane lane(Destination destination) {
        return lanes.of(destination, part);
    }

    private boolean anyFull() {
        return lanes.all().stream().anyMatch(lane -> lane.load() > 0 && room(lane) <= 0);
    }

    private int room(EndpointLane lane) {
        return Math.min(roomInMemory(lane), lane.room(drainNanos(), settings.maxLane()));
    }

    private int roomAgain(EndpointLane lane) {
        return Math.min(roomInMemory(lane), lane.roomAgain(drainNanos(), settings.maxLane()));
    }

    /** As an account leaves others as much as it has, a lane does the other lanes of its account. */
    private int roomInMemory(EndpointLane lane) {
        int room = part.isNone() ? 0 : memory.room(lane.account);
        return Math.clamp(2L * room - lane.load(), 0, room);
    }

    private void free(List<Leased> gone) {
        gone.forEach(leased -> memory.free(leased.account(), leased.body().length));
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
