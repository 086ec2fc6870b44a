package dev.tributary.webhooks.replay;

import java.util.Locale;

/** Where a replay of many stands. */
public enum ReplayState {
    RUNNING,
    /** Everything that matched was made a delivery, and tried at least once. */
    FINISHED,
    /** By its owner, or because its webhook was deleted. */
    CANCELLED,
    /** The database refused a batch. */
    FAILED;

    /** As the API writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
