package dev.tributary.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The one way to wait in a test, for what neither a latch nor a queue can tell. */
public final class Await {
    private static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /** Something that comes true some time. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Something that is there some time. */
    @FunctionalInterface
    public interface Source<T> {
        Optional<T> look() throws Exception;
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param what what is awaited, for the failure's message
     * @throws AssertionError if it does not within the limit; at once if looking fails
     */
    public static void until(Duration limit, String what, Condition condition) {
        value(limit, what, () -> condition.holds() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the first value that the source has. Otherwise like {@link #until}. */
    public static <T> T value(Duration limit, String what, Source<T> source) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> seen = look(what, source);
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Waited " + limit.toMillis() + " ms in vain for: " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static <T> Optional<T> look(String what, Source<T> source) {
        try {
            return source.look();
        } catch (Exception e) {
            throw new AssertionError("Failed while waiting for: " + what, e);
        }
    }
}
