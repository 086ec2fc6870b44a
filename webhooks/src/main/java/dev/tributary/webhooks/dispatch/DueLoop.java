package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
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
    private static final int ROOM_ELSEWHERE = 100;
    /** An endpoint that could not be read can hardly be read at once. */
    private static final Duration UNKNOWN_PAUSE = Duration.ofSeconds(5);

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
        int limit = Math.min(MOST, lanes.roomInAll());
        backlog = limit == 0;
        if (backlog || !lanes.pulse().felt(surroundings.nanoTime().getAsLong())) {
            tellOthers(fresh);
            return false;
        }
        Instant now = surroundings.clock().instant();
        fresh |= times.look(now);
        DueRows.Ask ask = ask(limit, now);
        List<Leased> seen = new ArrayList<>();
        List<Claimed> claimed;
        try {
            claimed = rows.claim(ask, found -> found.forEach(row -> seen.add(row.leased())));
        } catch (RuntimeException e) {
            outcomes.giveBack(seen);
            doubts.add(seen, surroundings.nanoTime().getAsLong());
            throw e;
        }
        boolean full = lanes.full() > 0;
        admit(claimed);
        backlog = full || isMoreWaiting(ask, claimed);
        boolean more = claimed.size() == limit;
        if (backlog || ask.room().containsValue(0)) {
            tellOthers(fresh);
        } else if (fresh && more) {
            news = true; // whether there is room for all of it shows later
        }
        return more;
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
    private static boolean isMoreWaiting(DueRows.Ask ask, List<Claimed> claimed) {
        Map<EndpointId, Integer> taken = new HashMap<>();
        claimed.forEach(row -> taken.merge(row.leased().endpoint(), 1, Integer::sum));
        return taken.entrySet().stream()
                .anyMatch(lane -> lane.getValue() >= ask.room().getOrDefault(lane.getKey(), ask.roomElsewhere()));
    }

    private Duration pause() {
        return times.untilNext(backlog ? settings.poll() : settings.idlePoll());
    }

    private DueRows.Ask ask(int limit, Instant now) {
        Lease lease = new Lease(
                surroundings.ids().next(),
                surroundings.nanoTime().getAsLong() + settings.lease().toNanos());
        return new DueRows.Ask(
                lanes.room(), ROOM_ELSEWHERE, last, limit, now, surroundings.node(), lease, now.plus(settings.lease()));
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
        outcomes.giveBack(unknown, UNKNOWN_PAUSE);
        outcomes.giveBack(excess);
        sender.wake();
    }
}
