package dev.tributary.server.retention;

import java.time.Duration;
import java.time.Instant;

/** Rows that serve for a time; one bean for each kind. */
public interface Retained {
    /** For how long. */
    Duration kept();

    /**
     * Forgets some that have served, in one statement. Any node may, also two at once.
     *
     * @param before what last served then or later stays
     * @return how many were forgotten, at most {@code most}
     */
    int forget(Instant before, int most);
}
