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

/** Finds what is due, leases it to this node and puts it into the lanes. */
final class DueLoop {
    private static final int MOST = 1000;
    private static final int ROOM_ELSEWHERE = 100;
    /** An endpoint that could not be read can hardly be read at once. */
    private static final Duration UNKNOWN_PAUSE = Duration.ofSeconds(5);

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

    void close() {
        rows.close();
    }

    /** True if it took as much as it may: then more is waiting. */
    private boolean step() {
        int limit = Math.min(MOST, lanes.roomInAll());
        backlog = limit == 0;
        if (backlog || !lanes.pulse().felt(surroundings.nanoTime().getAsLong())) {
            return false;
        }
        times.look();
        DueRows.Ask ask = ask(limit);
        List<Leased> seen = new ArrayList<>();
        List<Claimed> claimed;
        try {
            claimed = rows.claim(ask, found -> found.forEach(row -> seen.add(row.leased())));
        } catch (RuntimeException e) {
            outcomes.giveBack(seen);
            doubts.add(seen, surroundings.nanoTime().getAsLong());
            throw e;
        }
        admit(claimed);
        backlog = isMoreWaiting(ask, claimed);
        return claimed.size() == limit;
    }

    /** A full lane, or one that has just been filled, may have left something behind: it is looked at again soon. */
    private static boolean isMoreWaiting(DueRows.Ask ask, List<Claimed> claimed) {
        Map<EndpointId, Integer> taken = new HashMap<>();
        claimed.forEach(row -> taken.merge(row.leased().endpoint(), 1, Integer::sum));
        return ask.room().values().stream().anyMatch(room -> room == 0)
                || taken.entrySet().stream()
                        .anyMatch(
                                lane -> lane.getValue() >= ask.room().getOrDefault(lane.getKey(), ask.roomElsewhere()));
    }

    private Duration pause() {
        return times.untilNext(backlog ? settings.poll() : settings.idlePoll());
    }

    private DueRows.Ask ask(int limit) {
        Lease lease = new Lease(
                surroundings.ids().next(),
                surroundings.nanoTime().getAsLong() + settings.lease().toNanos());
        Instant now = surroundings.clock().instant();
        return new DueRows.Ask(
                lanes.room(), ROOM_ELSEWHERE, last, limit, now, surroundings.node(), lease, now.plus(settings.lease()));
    }

    private void admit(List<Claimed> claimed) {
        List<Leased> unknown = new ArrayList<>();
        for (Claimed row : claimed) {
            Leased leased = row.leased();
            last = leased.endpoint();
            if (row.open()) {
                Optional<Destination> destination = known.latest(leased.endpoint());
                destination.ifPresentOrElse(
                        to -> lanes.addClaimed(
                                leased, to, surroundings.nanoTime().getAsLong()),
                        () -> unknown.add(leased));
            }
        }
        outcomes.giveBack(unknown, UNKNOWN_PAUSE);
        sender.wake();
    }
}
