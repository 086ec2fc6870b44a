package dev.tributary.webhooks.endpoint;

import java.util.Locale;

/** Whether an endpoint is sent to. While it is paused or disabled its events are held. */
public enum Status {
    ACTIVE,
    /** By its owner. */
    PAUSED,
    /** By the engine, for the reason that stands beside it. */
    DISABLED;

    /** As the API writes it: {@code active}, {@code paused} or {@code disabled}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
