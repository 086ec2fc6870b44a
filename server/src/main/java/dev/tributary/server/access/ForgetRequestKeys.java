package dev.tributary.server.access;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets which calls were made under which keys, once nobody repeats them any more. */
@Component
class ForgetRequestKeys {
    /** How long a call can be repeated. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final int BATCH = 1000;

    private final RequestKeys keys;
    private final InstantSource clock;

    ForgetRequestKeys(RequestKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void all() {
        int forgotten;
        do {
            forgotten = step();
        } while (forgotten == BATCH);
    }

    /** Forgets one batch and says how many there were. While the database is away there are none. */
    int step() {
        try {
            return keys.forget(clock.instant().minus(KEPT), BATCH);
        } catch (DataAccessResourceFailureException | TransientDataAccessException away) {
            return 0;
        }
    }
}
