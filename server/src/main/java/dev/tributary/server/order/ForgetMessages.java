package dev.tributary.server.order;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what shops sent a while ago. The newest message about each order stays with the order. */
@Component
class ForgetMessages {
    static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 1000;

    private final MessageStore store;
    private final InstantSource clock;

    ForgetMessages(MessageStore store, InstantSource clock) {
        this.store = store;
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
            return store.forget(clock.instant().minus(KEPT), BATCH);
        } catch (DataAccessResourceFailureException | TransientDataAccessException away) {
            return 0;
        }
    }
}
