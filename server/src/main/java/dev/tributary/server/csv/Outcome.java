package dev.tributary.server.csv;

import java.util.Locale;

/** What became of a row, or would. */
public enum Outcome {
    /** It made something that was not there. */
    NEW,
    /** It changed what was there. */
    CHANGED,
    /** All it says was so already. */
    UNCHANGED,
    /** It could not be taken, and left nothing behind. */
    REFUSED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
