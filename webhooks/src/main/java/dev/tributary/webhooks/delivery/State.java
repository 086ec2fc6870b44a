package dev.tributary.webhooks.delivery;

import java.util.Locale;

/** Where a delivery stands. */
public enum State {
    /** Not attempted yet. */
    PENDING,
    /** Attempted, failed, to be tried again. */
    RETRYING,
    DELIVERED,
    /** Given up after the last attempt, or after a 410; replayable. */
    EXHAUSTED,
    /** Waiting for its endpoint to be enabled. */
    HELD,
    /** Skipped by its owner. */
    CANCELLED;

    /** As the API writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing follows any more. */
    public boolean finished() {
        return this == DELIVERED || this == EXHAUSTED || this == CANCELLED;
    }
}
