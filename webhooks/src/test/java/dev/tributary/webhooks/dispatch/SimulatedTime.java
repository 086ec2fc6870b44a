package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The one time of a simulation, and as nodes see it whose clocks differ a little. */
final class SimulatedTime implements InstantSource {
    private static final Instant START = Instant.parse("2031-01-01T12:00:00Z");

    private Duration passed = Duration.ZERO;

    @Override
    public Instant instant() {
        return START.plus(passed);
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    InstantSource skewed(Duration by) {
        return () -> instant().plus(by);
    }

    /** A monotonic clock that began anywhere. */
    LongSupplier nanos(long origin) {
        return () -> origin + passed.toNanos();
    }
}
