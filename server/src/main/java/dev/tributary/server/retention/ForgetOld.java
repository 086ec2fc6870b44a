package dev.tributary.server.retention;

import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what has served its time, every hour, in small batches. One kind that fails keeps no other. */
@Component
class ForgetOld {
    private static final int BATCH = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOld.class);

    private final List<Retained> kinds;
    private final InstantSource clock;

    ForgetOld(List<Retained> kinds, InstantSource clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void run() {
        kinds.forEach(this::run);
    }

    private void run(Retained kind) {
        try {
            int forgotten;
            do {
                forgotten = kind.forget(clock.instant().minus(kind.kept()), BATCH);
            } while (forgotten == BATCH);
        } catch (DataAccessResourceFailureException | TransientDataAccessException away) {
            LOG.debug("The database is away; it is tried again in an hour", away);
        } catch (RuntimeException fault) {
            LOG.error("Old rows of {} can't be forgotten", kind.getClass().getSimpleName(), fault);
        }
    }
}
