package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import java.time.Instant;
import java.util.Set;

/**
 * Looks again at the endpoints for which deliveries wait in memory: a changed one is loaded anew, and its cap and rate
 * hold for what waits; what waits for one that was paused, disabled, deleted or switched off goes back to its rows, where
 * it will be held or cancelled.
 */
final class FollowEndpoints {
    private final Lanes lanes;
    private final Open rows;
    private final KnownDestinations known;
    private final OutcomeQueue outcomes;

    /** Where it stands which endpoints may be sent to. */
    interface Open {
        /** Those of the endpoints that may be sent to; their destinations are known then, as they are now. */
        Set<EndpointId> open(Set<EndpointId> endpoints, Instant now);
    }

    FollowEndpoints(Lanes lanes, Open rows, KnownDestinations known, OutcomeQueue outcomes) {
        this.lanes = lanes;
        this.rows = rows;
        this.known = known;
        this.outcomes = outcomes;
    }

    /** Looks at all of them. */
    void run(Instant now) {
        Set<EndpointId> used = lanes.used();
        if (!used.isEmpty()) {
            follow(used, rows.open(used, now));
        }
    }

    /** Looks at all that are known, too: a delivery of one may be on its way to a lane. */
    void runKnown(Instant now) {
        Set<EndpointId> asked = known.all();
        Set<EndpointId> open = asked.isEmpty() ? Set.of() : rows.open(asked, now);
        asked.stream().filter(endpoint -> !open.contains(endpoint)).forEach(known::forget);
        run(now);
    }

    /** Looks at one that has changed, also where it is only known: a delivery of it may be on its way to a lane. */
    void run(EndpointId changed, Instant now) {
        if (known.latest(changed).isEmpty()) {
            return; // whoever needs it reads it as it is
        }
        Set<EndpointId> open = rows.open(Set.of(changed), now);
        if (open.isEmpty()) {
            known.forget(changed);
        }
        if (lanes.used().contains(changed)) {
            follow(Set.of(changed), open);
        }
    }

    private void follow(Set<EndpointId> used, Set<EndpointId> open) {
        open.forEach(endpoint -> known.latest(endpoint).ifPresent(lanes::follow));
        used.stream()
                .filter(endpoint -> !open.contains(endpoint))
                .forEach(closed -> outcomes.giveBack(lanes.takeWaiting(closed)));
    }
}
