package dev.tributary.webhooks.transport;

import java.time.Duration;

/**
 * The time that an exchange has. Where the timer comes late this process stood still: then it first reads what has come
 * meanwhile, since an answer in time is one, whenever it is read.
 */
final class Deadline {
    private static final long NOT_SET = -1;
    /** Event loops that have much to do are late by less. */
    private static final Duration LATE = Duration.ofMillis(500);

    private static final Duration CATCH_UP = Duration.ofMillis(100);

    private final Lane lane;
    private final Stopwatch watch;
    private final Duration time;
    private long timer = NOT_SET;

    Deadline(Lane lane, Stopwatch watch, Duration time) {
        this.lane = lane;
        this.watch = watch;
        this.time = time;
    }

    /**
     * Runs one of these unless it is cancelled before.
     *
     * @param over when the time is over
     * @param stoodStill when it is long over, and still nothing has come
     */
    void set(Runnable over, Runnable stoodStill) {
        timer = lane.timer(time.minus(watch.total()), () -> {
            timer = NOT_SET;
            if (watch.total().compareTo(time.plus(LATE)) > 0) {
                timer = lane.timer(CATCH_UP, stoodStill);
            } else {
                over.run();
            }
        });
    }

    boolean isOver() {
        return watch.total().compareTo(time) > 0;
    }

    void cancel() {
        if (timer != NOT_SET) {
            lane.cancel(timer);
        }
    }
}
