package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes due again what dead nodes had leased. Leases have no index, for the happy path would have to enter and leave it,
 * so that finding them reads whole tables: once for each death, when no lease of the dead can be alive any more (see
 * {@link Pulse}). The row of a node goes after that; who dies while burying leaves it to the next.
 */
final class BuryNodes {
    private static final Logger LOG = LoggerFactory.getLogger(BuryNodes.class);
    /** By what the nodes' clocks, each anchored to the database's, may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    private static final Duration NO_LEASE_IS_LONGER = Duration.ofDays(1);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final DeadNodeRows rows;
    private List<UUID> left = List.of();

    BuryNodes(Surroundings surroundings, DispatchSettings settings, DeadNodeRows rows) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.rows = rows;
    }

    /** This node is alone: every other one is dead, and from now on nobody counts them among the living. */
    void silence() {
        left = rows.silence(surroundings.node());
    }

    /** Takes over from those whose leases must all be over, and from those who were silenced at once. */
    void bury() {
        Instant now = surroundings.clock().instant();
        bury(left, now.plus(NO_LEASE_IS_LONGER), now);
        left = List.of();
        bury(rows.dead(surroundings.node(), lastBeat(now)), now, now);
    }

    private void bury(List<UUID> dead, Instant expiredBefore, Instant now) {
        if (dead.isEmpty()) {
            return;
        }
        int taken = rows.takeOver(dead, expiredBefore, now);
        rows.forget(dead, lastBeat(now));
        LOG.atWarn()
                .addKeyValue("nodes", dead.size())
                .addKeyValue("deliveries", taken)
                .log("took over what nodes that are dead had leased");
    }

    private Instant lastBeat(Instant now) {
        return now.minus(settings.deadAfter()).minus(settings.lease()).minus(LEEWAY);
    }
}
