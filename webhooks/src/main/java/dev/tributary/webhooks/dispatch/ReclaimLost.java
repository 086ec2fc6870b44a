package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes due again what a node that lives has leased and forgotten. That should never happen, and nobody else would look:
 * leases have no index, and only those of dead nodes are looked for at once.
 */
final class ReclaimLost {
    private static final Logger LOG = LoggerFactory.getLogger(ReclaimLost.class);
    private static final Duration LOST = Duration.ofHours(1);
    private static final Duration LATEST = Duration.ofDays(2);
    private static final Duration PIECE = Duration.ofHours(1);

    private final MoveDeliveries move;

    ReclaimLost(MoveDeliveries move) {
        this.move = move;
    }

    /**
     * On a connection that is in no transaction: an hour of ids to a statement.
     *
     * @param stopping looked at before each
     */
    void run(Connection open, Instant now, BooleanSupplier stopping) throws SQLException {
        int found = 0;
        for (IdRange ids : IdRange.cut(now.minus(LATEST), now.plus(PIECE), PIECE)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            found += move.reclaimLost(open, ids, now.minus(LOST));
        }
        if (found > 0) {
            LOG.atError().addKeyValue("deliveries", found).log("leases had ended long ago and were never given back");
        }
    }
}
