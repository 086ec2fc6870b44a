package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes due again what dead nodes had leased. Leases have no index, for the happy path would have to enter and leave it,
 * so that finding them reads whole tables: for each death when no lease of the dead can be alive any more (see
 * {@link Pulse}), and once again when whatever was not yet committed then is over, such as the last transaction of a
 * node that froze in the middle of it. The row of a node goes after that; who dies while burying leaves it to the next.
 */
final class BuryNodes {
    private static final Logger LOG = LoggerFactory.getLogger(BuryNodes.class);
    /** By what the nodes' clocks, each anchored to the database's, may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    private static final Duration NO_LEASE_IS_LONGER = Duration.ofDays(1);

    private final Surroundings surroundings;
    private final DispatchSettings settings;
    private final DeadNodeRows rows;
    private Set<UUID> silenced = Set.of();

    BuryNodes(Surroundings surroundings, DispatchSettings settings, DeadNodeRows rows) {
        this.surroundings = surroundings;
        this.settings = settings;
        this.rows = rows;
    }

    /** Those that this node knows to be dead: from now on nobody counts them among the living. */
    void silence(Others others) {
        silenced = Set.copyOf(rows.silence(surroundings.node(), others));
    }

    /**
     * Takes over from those whose leases must all be over, and from those who were silenced at once.
     *
     * @param stopping leaves the rest to others
     */
    void bury(BooleanSupplier stopping) {
        Instant now = surroundings.clock().instant();
        Map<Boolean, List<UUID>> dead = rows.dead(surroundings.node(), lastBeat(now)).stream()
                .collect(Collectors.partitioningBy(silenced::contains));
        bury(dead.getOrDefault(true, List.of()), now.plus(NO_LEASE_IS_LONGER), now, stopping);
        bury(dead.getOrDefault(false, List.of()), now, now, stopping);
    }

    private void bury(List<UUID> dead, Instant expiredBefore, Instant now, BooleanSupplier stopping) {
        if (dead.isEmpty()) {
            return;
        }
        int taken = rows.takeOver(dead, expiredBefore, now, stopping);
        if (stopping.getAsBoolean()) {
            return; // it may not have looked everywhere
        }
        rows.buried(dead, lastBeat(now));
        LOG.atWarn()
                .addKeyValue("nodes", dead.size())
                .addKeyValue("deliveries", taken)
                .log("took over what nodes that are dead had leased");
    }

    private Instant lastBeat(Instant now) {
        return now.minus(settings.deadAfter()).minus(settings.lease()).minus(LEEWAY);
    }
}
