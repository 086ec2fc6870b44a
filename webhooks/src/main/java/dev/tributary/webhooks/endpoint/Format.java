package dev.tributary.webhooks.endpoint;

import java.util.Locale;

/** Which of an event's two bodies an endpoint receives. */
public enum Format {
    /** The body that receivers of the implemented system know, with {@code Refersion-*} headers. */
    CLASSIC,
    /** The Standard Webhooks envelope {@code {"type","timestamp","data"}}. */
    STANDARD;

    /** As the API writes it: {@code classic} or {@code standard}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
