package dev.tributary.server.catcher;

import java.time.Duration;

/** Tells one reader that there may be news. Listen first, then look, then wait, and nothing slips through between. */
public interface Bell extends AutoCloseable {
    /** Waits for a ring, at most so long; false if waiting is over for good, as when the server stops. */
    boolean await(Duration atMost);

    @Override
    void close();
}
