package dev.tributary.webhooks.transport;

import java.time.Duration;
import java.util.Optional;

/** Measures one attempt, phase by phase; the last try counts where there were two. */
final class Stopwatch {
    private static final long NONE = -1;

    private final long start = System.nanoTime();
    private long phase = start;
    private long dns = NONE;
    private long connect = NONE;
    private long firstByte = NONE;

    void resolved() {
        dns = System.nanoTime() - start;
    }

    void connecting() {
        phase = System.nanoTime();
    }

    /** A new connection stands, TLS included. */
    void connected() {
        connect = System.nanoTime() - phase;
    }

    void sending() {
        phase = System.nanoTime();
    }

    void firstByte() {
        firstByte = System.nanoTime() - phase;
    }

    Duration total() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Timing timing() {
        return new Timing(duration(dns), duration(connect), Optional.empty(), duration(firstByte), total());
    }

    private static Optional<Duration> duration(long nanos) {
        return nanos == NONE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
