package dev.tributary.server.moving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through what imports there are, one at a time and none for long, so that a small one needn't wait for a large. */
final class WorkAtImports {
    private static final Logger LOG = LoggerFactory.getLogger(WorkAtImports.class);
    private static final int MOST_STEPS = 50;
    private static final int MOST_TURNS = 1000;
    private static final int MOST_FORGOTTEN = 20;
    private static final Duration KEEP_ENDED = Duration.ofDays(30);
    private static final Duration KEEP_LEFT = Duration.ofDays(7);

    private final ImportStore store;
    private final StepImport step;
    private final InstantSource clock;
    private boolean fails;

    WorkAtImports(ImportStore store, StepImport step, InstantSource clock) {
        this.store = store;
        this.step = step;
        this.clock = clock;
    }

    /** As {@link #work}, for a thread that must go on whatever happens. */
    void run(BooleanSupplier stopping) {
        try {
            work(stopping);
            forget();
            fails = false;
        } catch (RuntimeException e) { // the database's, or ours: the import goes on where it was
            if (!fails) {
                LOG.warn("Imports can't be worked at; the loop goes on trying", e);
            }
            fails = true;
        }
    }

    private void work(BooleanSupplier stopping) {
        for (int turn = 0; turn < MOST_TURNS && !stopping.getAsBoolean(); turn++) {
            Optional<ImportId> due = store.due();
            if (due.isEmpty() || !turn(due.get(), stopping)) {
                step.close();
                return;
            }
        }
    }

    /** Whether it went on at all; not if another node is at it. */
    private boolean turn(ImportId id, BooleanSupplier stopping) {
        int steps = 0;
        while (steps < MOST_STEPS && !stopping.getAsBoolean() && step.step(id)) {
            steps++;
        }
        return steps > 0;
    }

    /** What has ended long ago goes, and what was checked and never run. */
    private void forget() {
        Instant now = clock.instant();
        store.forget(now.minus(KEEP_ENDED), now.minus(KEEP_LEFT), MOST_FORGOTTEN);
    }
}
