package dev.tributary.server.moving;

import dev.tributary.server.csv.RowResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what a file would do by doing it, one thing after the other, in a transaction of its own that is undone. Who
 * sells meanwhile may have to wait for it, so it is short; and it never waits long itself, so that it gives way before the
 * database has to choose between the two.
 */
@Component
class Rehearse {
    /** How many things are rehearsed at most. */
    static final int MOST = 200;

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Rehearse.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate undone;
    private final InstantSource clock;

    Rehearse(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.undone = new TransactionTemplate(transactions);
        this.undone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** What becomes of the first of them; not of all, if that takes too long or can't be done now. */
    <T> List<RowResult> of(List<T> things, Function<T, RowResult> take) {
        List<RowResult> results = new ArrayList<>();
        try {
            undone.executeWithoutResult(status -> {
                jdbc.sql("set local lock_timeout = '100ms'").update();
                Instant end = clock.instant().plus(LONGEST);
                for (int i = 0; i < things.size() && clock.instant().isBefore(end); i++) {
                    results.add(take.apply(things.get(i)));
                }
                status.setRollbackOnly();
            });
        } catch (RuntimeException stopped) { // whatever it is, the rest is looked at without doing it
            LOG.debug("A rehearsal ended after {} of {}", results.size(), things.size(), stopped);
        }
        return List.copyOf(results);
    }
}
