package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background loop: one named thread that does a step, and another at once while there is more, else after a pause or a
 * wake-up. A step that fails is tried again after the pause, and logged where that is news. A test calls the step itself.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Supplier<Duration> pause;
    private final BooleanSupplier step;
    private final Trouble trouble = new Trouble();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean woken;

    /**
     * A loop, not yet running.
     *
     * @param pause asked before each pause
     * @param step does a bounded piece of work; true if more is waiting
     */
    Loop(String name, Supplier<Duration> pause, BooleanSupplier step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
        this.thread = Thread.ofPlatform().name("tributary-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** One step, by the caller instead of the thread; true if more is waiting. */
    boolean stepOnce() {
        return step.getAsBoolean();
    }

    /** How long it would pause now; for tests. */
    Duration pauseNow() {
        return pause.get();
    }

    /** Ends the pause. Cheap when the loop is busy. */
    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Lets no step follow the one under way. */
    void end() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /** Returns when the step under way, if any, has ended. */
    void stop() {
        end();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            woken = false;
            if (!stepSafely()) {
                pauseUnlessWoken();
            }
        }
    }

    /** Nothing that waits may stand between the look at the flags and the pause: it would take their wake-up. */
    private void pauseUnlessWoken() {
        long nanos = pause.get().toNanos();
        if (!woken && !stopping) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private boolean stepSafely() {
        try {
            boolean more = step.getAsBoolean();
            if (trouble.isOver()) {
                LOG.atInfo().addKeyValue("loop", name).log("steps succeed again");
            }
            return more;
        } catch (RuntimeException
                | Error e) { // a loop that ended in silence would stop deliveries while the node seems alive
            if (trouble.isNews(e)) {
                LOG.atError().setCause(e).addKeyValue("loop", name).log("a step failed and will be tried again");
            }
            woken = false; // it pauses all the same, lest it fail as fast as it is woken
            return false;
        }
    }
}
