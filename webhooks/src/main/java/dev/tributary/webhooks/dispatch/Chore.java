package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of what a loop does, in its time. Its failure is its own: it is logged once, as long as it is the same, and
 * keeps none of the others from being done. Where the database is away that is the loop's failure.
 */
final class Chore {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final String name;
    private final Duration every;
    private final Work work;
    private final Trouble trouble = new Trouble();
    private Instant next = Instant.MIN;

    /** What is done. */
    interface Work {
        void run(Instant now) throws SQLException;
    }

    /**
     * Not yet done.
     *
     * @param every zero for at every step
     */
    Chore(String name, Duration every, Work work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    /** Does it, if it is time. */
    void run(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        try {
            work.run(now);
            next = now.plus(every);
            if (trouble.isOver()) {
                LOG.atInfo().addKeyValue("chore", name).log("it succeeds again");
            }
        } catch (SQLException e) {
            failed(now, new DatabaseFault(e));
        } catch (RuntimeException e) {
            failed(now, e);
        }
    }

    private void failed(Instant now, RuntimeException fault) {
        if (fault instanceof DatabaseFault database && database.isAway()) {
            throw fault;
        }
        next = now.plus(every.compareTo(TRY_AGAIN) < 0 ? every : TRY_AGAIN);
        if (trouble.isNews(fault)) {
            LOG.atError().setCause(fault).addKeyValue("chore", name).log("it failed and will be tried again");
        }
    }
}
