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
    private final NodeRows rows;
    private final KnownDestinations known;
    private final OutcomeQueue outcomes;

    FollowEndpoints(Lanes lanes, NodeRows rows, KnownDestinations known, OutcomeQueue outcomes) {
        this.lanes = lanes;
        this.rows = rows;
        this.known = known;
        this.outcomes = outcomes;
    }

    void run(Instant now) {
        Set<EndpointId> used = lanes.used();
        if (used.isEmpty()) {
            return;
        }
        Set<EndpointId> open = rows.open(used, now);
        open.forEach(endpoint -> known.latest(endpoint).ifPresent(lanes::follow));
        used.stream()
                .filter(endpoint -> !open.contains(endpoint))
                .forEach(closed -> outcomes.giveBack(lanes.takeWaiting(closed)));
    }
}
