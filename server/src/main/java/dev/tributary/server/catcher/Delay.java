package dev.tributary.server.catcher;

import java.time.Duration;

/** Lets time pass on the calling (virtual) thread; a test may let it pass at once. */
@FunctionalInterface
interface Delay {
    void pass(Duration duration);
}
