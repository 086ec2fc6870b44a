package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is due, leases it to this node and puts it into the lanes. */
final class DueLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DueLoop.class);
    private static final int MOST = 1000;
    private static final int LEAST = 10;
    /** As they come from the database, they are in memory two or three times for a moment. */
    private static final long MOST_BYTES = 16 << 20;

    private static final Room ELSEWHERE = new Room(100, 10);
    /** Other nodes are told at most this often, however much is born here. */
    private static final Duration TELL_EVERY = Duration.ofMillis(50);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final Lanes lanes;
    private final KnownDestinations known;
    private final OutcomeQueue outcomes;
    private final Doubts doubts;
    private final Loop sender;
    private final DueRows rows;
    private final DueTimes times;
    private final Loop loop;
    private volatile boolean news;
    private boolean told;
    private long toldAt;
    private boolean backlog;
    private int most = MOST;
    private EndpointId last = new EndpointId(new UUID(0, 0));

    DueLoop(
            Surroundings surroundings,
            DispatchSettings settings,
            Lanes lanes,
            KnownDestinations known,
            OutcomeQueue outcomes,
            Doubts doubts,
            Loop sender,
            DueRows rows,
            DueTimes times) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.lanes = lanes;
        this.known = known;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.sender = sender;
        this.rows = rows;
        this.times = times;
        this.loop = new Loop("due", this::pause, this::step);
        times.onSooner(loop::wake);
    }

    Loop loop() {
        return loop;
    }

    /** Something became due by this node's doing: it looks soon, and what it has no room for is for others. */
    void wake() {
        news = true;
        loop.wake();
    }

    /** After everything stopped: what this node has given back is for others. */
    void close() {
        try {
            rows.wakeOthers(surroundings.node());
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("the others were not told; they find it by looking");
        } finally {
            rows.close();
        }
    }

    /** True if it took as much as it may: then more is waiting. */
    private boolean step() {
        boolean fresh = news;
        news = false;
        int limit = (int) half(most, lanes.roomInAll());
        long bytes = half(MOST_BYTES, lanes.bytesLeft());
        backlog = limit == 0 || bytes == 0;
        if (backlog || !lanes.pulse().felt(surroundings.nanoTime().getAsLong())) {
            tellOthers(fresh);
            return false;
        }
        Instant now = surroundings.clock().instant();
        fresh |= times.look(now);
        Rooms rooms = lanes.rooms();
        ClaimDue.Ask ask = ask(rooms.each(), limit, bytes, now);
        List<Leased> seen = new ArrayList<>();
        List<Claimed> claimed;
        try {
            claimed = rows.claim(ask, found -> found.forEach(row -> seen.add(row.leased())));
        } catch (RuntimeException e) {
            outcomes.giveBack(seen);
            doubts.add(seen, surroundings.nanoTime().getAsLong());
            throw e;
        }
        boolean full = rooms.anyFull() || lanes.isAnyFull(); // one that has drained meanwhile had no room in this claim
        admit(claimed);
        backlog = full || isMoreWaiting(ask, claimed);
        boolean cut = bytes(claimed) >= bytes;
        most = cut ? Math.clamp(2L * claimed.size(), LEAST, MOST) : Math.min(MOST, 2 * most); // what is cut was locked
        boolean more = cut || claimed.size() == limit;
        if (backlog || ask.room().values().stream().anyMatch(room -> room.any() == 0)) {
            tellOthers(fresh);
        } else if (fresh && more) {
            news = true; // whether there is room for all of it shows later
        }
        return more;
    }

    /** A claim takes no more than it leaves free, so that there is room for what is born meanwhile. */
    private static long half(long most, long left) {
        return Math.min(most, (left + 1) / 2);
    }

    private static long bytes(List<Claimed> claimed) {
        return claimed.stream().mapToLong(row -> row.leased().body().length).sum();
    }

    /** Only what is new is told of: nodes that are all full must not keep each other awake. */
    private void tellOthers(boolean fresh) {
        long now = surroundings.nanoTime().getAsLong();
        if (fresh && told && now - toldAt < TELL_EVERY.toNanos()) {
            news = true; // with the next look
        } else if (fresh) {
            told = true;
            toldAt = now;
            rows.wakeOthers(surroundings.node());
        }
    }

    /** A lane that has just been filled may have left something behind: it is looked at again soon. */
    private static boolean isMoreWaiting(ClaimDue.Ask ask, List<Claimed> claimed) {
        Map<EndpointId, Integer> taken = new HashMap<>();
        claimed.forEach(row -> taken.merge(row.leased().endpoint(), 1, Integer::sum));
        return taken.entrySet().stream()
                .anyMatch(lane -> lane.getValue()
                        >= ask.room()
                                .getOrDefault(lane.getKey(), ask.elsewhere())
                                .any());
    }

    /** A time that has come while it may not look stays, for when it may: nobody says when that is, so it asks often. */
    private Duration pause() {
        Duration pause = times.untilNext(rows.untilAgain(backlog ? settings.poll() : settings.idlePoll()));
        return pause.isZero() && !mayLook() ? settings.poll() : pause;
    }

    private boolean mayLook() {
        return lanes.pulse().felt(surroundings.nanoTime().getAsLong())
                && lanes.roomInAll() > 0
                && lanes.bytesLeft() > 0;
    }

    private ClaimDue.Ask ask(Map<EndpointId, Room> room, int limit, long bytes, Instant now) {
        Lease lease = new Lease(
                surroundings.ids().next(),
                surroundings.nanoTime().getAsLong() + settings.lease().toNanos());
        return new ClaimDue.Ask(
                room,
                ELSEWHERE,
                lanes.fullAccounts(),
                last,
                limit,
                bytes,
                now,
                surroundings.node(),
                lease,
                now.plus(settings.lease()));
    }

    private void admit(List<Claimed> claimed) {
        List<Leased> unknown = new ArrayList<>();
        List<Leased> excess = new ArrayList<>();
        for (Claimed row : claimed) {
            Leased leased = row.leased();
            last = leased.endpoint();
            if (row.open()) {
                Optional<Destination> destination = known.latest(leased.endpoint());
                destination.ifPresentOrElse(
                        to -> excess.addAll(lanes.addClaimed(
                                leased, to, surroundings.nanoTime().getAsLong())),
                        () -> unknown.add(leased));
            }
        }
        outcomes.giveBack(unknown, settings.faultPause());
        outcomes.giveBack(excess);
        sender.wake();
    }
}
