package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which lane starts next, within this node's permits. Accounts take turns, and their endpoints within them. Endpoints that
 * are not known to be well, since they were never tried or their last attempt failed, share half of the permits. Guarded
 * by the lock of {@link Lanes}.
 */
final class StartOrder {
    private static final Duration NOBODY_WAITS = Duration.ofSeconds(1);

    private final int permits;
    private final Turns well = new Turns();
    private final Turns unwell = new Turns();
    private final Set<EndpointLane> paced = new LinkedHashSet<>();
    private int inFlight;
    private int unwellInFlight;
    private boolean unwellNext;

    /**
     * Nothing waits yet.
     *
     * @param permits requests under way at once on this node
     */
    StartOrder(int permits) {
        this.permits = permits;
    }

    /** Something of the lane has changed: it takes its place among those that may start, where it may. */
    void list(EndpointLane lane, long now) {
        if (!lane.listed && lane.canStart(now)) {
            lane.listed = true;
            of(lane).add(lane);
        } else if (lane.isPaced(now)) {
            paced.add(lane);
        }
    }

    /** The deliveries to start now, as many as there are permits for. */
    List<Leased> start(long now, int most) {
        List<EndpointLane> inRate =
                paced.stream().filter(lane -> !lane.isPaced(now)).toList();
        inRate.forEach(paced::remove);
        inRate.forEach(lane -> list(lane, now));
        List<Leased> started = new ArrayList<>();
        while (started.size() < most && inFlight < permits) {
            Turns turns = nextTurns();
            if (turns.isEmpty()) {
                return started;
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
        return started;
    }

    /** How long until a lane that waits for its rate may start; a long time if there is none. */
    Duration untilPaced(long now) {
        long nanos = NOBODY_WAITS.toNanos();
        for (EndpointLane lane : paced) {
            nanos = Math.min(nanos, Math.max(0, lane.nanosUntilStart(now)));
        }
        return Duration.ofNanos(nanos);
    }

    /**
     * One that was started has left its lane.
     *
     * @param leave how it leaves, after which the lane may be well, or not any more
     */
    void leave(EndpointLane lane, Runnable leave) {
        unwellInFlight -= lane.isWell() ? 0 : lane.inFlight();
        leave.run();
        unwellInFlight += lane.isWell() ? 0 : lane.inFlight();
        inFlight--;
    }

    /** The lane holds nothing any more. */
    void forget(EndpointLane lane) {
        paced.remove(lane);
    }

    int inFlight() {
        return inFlight;
    }

    /** Both take turns while both wait, as long as the unwell have permits left. */
    private Turns nextTurns() {
        boolean mayBeUnwell = !unwell.isEmpty() && unwellInFlight < permits / 2;
        unwellNext = mayBeUnwell && (well.isEmpty() || !unwellNext);
        return unwellNext ? unwell : well;
    }

    private Turns of(EndpointLane lane) {
        return lane.isWell() ? well : unwell;
    }
}
