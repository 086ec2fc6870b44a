package dev.tributary.server.catcher;

import dev.tributary.webhooks.dispatch.DropDays;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Makes the days to come of the caught requests, and drops the days that are over. Any node may, any number of times. */
final class TidyCaught {
    static final String TABLE = "caught_request";
    private static final int DAYS_AHEAD = 14;
    private static final Logger LOG = LoggerFactory.getLogger(TidyCaught.class);

    private final Partitions partitions;
    private final DropDays days;
    private final InstantSource clock;
    private final CatcherLimits limits;

    TidyCaught(Partitions partitions, DropDays days, InstantSource clock, CatcherLimits limits) {
        this.partitions = partitions;
        this.days = days;
        this.clock = clock;
        this.limits = limits;
    }

    void run() {
        Instant now = clock.instant();
        partitions.ensure(now, DAYS_AHEAD);
        days.before(TABLE, now.minus(limits.keptFor()));
    }

    /** As {@link #run}, for a loop: what fails is tried again an hour later, long before the days ahead run out. */
    void runInLoop() {
        try {
            run();
        } catch (DataAccessException | DatabaseFault e) {
            LOG.warn("caught requests were not tidied", e);
        }
    }
}
