package dev.tributary.server.page;

import java.util.Locale;

/** What a state means to the reader. Shown as a mark of its own shape and a colour, always beside words. */
public enum Tone {
    GOOD("M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14Zm-.9-3.6L3.8 8.1l1.4-1.4 1.9 1.9 3.8-3.8 1.4 1.4z"),
    WAIT(
            "M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14Zm0-2A5 5 0 1 1 8 3a5 5 0 0 1 0 10ZM7.2 4.6h1.6v3.1l2.1 2.1-1.1 1.1-2.6-2.6z"),
    BUSY("M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14Zm0-2V3a5 5 0 0 1 0 10Z"),
    BAD("M8 .8 15.2 8 8 15.2.8 8zM7.1 4.2v4.6h1.8V4.2zM7.1 10v1.8h1.8V10z"),
    PAUSED("M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z"),
    OFF("M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14Zm0-2A5 5 0 1 1 8 3a5 5 0 0 1 0 10ZM5 7.1h6v1.8H5z");

    private final String path;

    Tone(String path) {
        this.path = path;
    }

    /** The tone of a state as the API writes it; an unknown one is neutral. */
    public static Tone of(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "active", "approved", "delivered", "paid", "valid", "sent", "credited", "finished" -> GOOD;
            case "pending", "prepared", "due", "held", "unpaid", "invited", "scheduled" -> WAIT;
            case "leased", "sending", "running", "retrying", "testing" -> BUSY;
            case "failing", "failed", "exhausted", "denied", "invalid", "rejected", "error" -> BAD;
            case "paused" -> PAUSED;
            default -> OFF;
        };
    }

    /** The {@code d} of its mark, filled even-odd in a view box of 16 by 16. */
    public String path() {
        return path;
    }

    /** Its class in the style sheet. */
    public String css() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
