package dev.tributary.server.app;

import java.time.Duration;
import java.time.InstantSource;

/** The system's clock in microseconds, which is what PostgreSQL keeps: a time reads back as it was written. */
final class SystemTime {
    private SystemTime() {}

    static InstantSource clock() {
        return InstantSource.tick(InstantSource.system(), Duration.ofNanos(1000));
    }
}
