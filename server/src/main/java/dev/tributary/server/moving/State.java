package dev.tributary.server.moving;

import java.util.Locale;

/** Where an import stands. */
public enum State {
    /** Its rows are gone through, and nothing is written. */
    CHECKING,
    /** It is known what it would do; it waits for somebody to say yes. */
    CHECKED,
    /** Its rows are taken in. */
    RUNNING,
    FINISHED,
    /** Somebody ended it; what it has taken in by then stays. */
    CANCELLED;

    /** Whether there is work to do. */
    public boolean isBusy() {
        return this == CHECKING || this == RUNNING;
    }

    public boolean isOver() {
        return this == FINISHED || this == CANCELLED;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
