package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds of one endpoint: deliveries waiting, and how many are under way. Guarded by the lock of
 * {@link Lanes}.
 */
final class EndpointLane {
    /** Retries and replays get one start in ten, however many fresh deliveries wait. */
    private static final int RETRY_EVERY = 10;

    private static final double SMOOTHING = 0.1;
    private static final double FIRST_GUESS_NANOS = Duration.ofMillis(200).toNanos();

    final EndpointId id;
    private final Queue<Leased> fresh = new ArrayDeque<>();
    private final Queue<Leased> retries = new ArrayDeque<>();
    private int reserved;
    private int inFlight;
    private int startsSinceRetry;
    private int cap = 1;
    private long nanosBetweenStarts;
    private long nextStart;
    private double usualNanos = FIRST_GUESS_NANOS;
    boolean listed;

    EndpointLane(EndpointId id) {
        this.id = id;
    }

    /**
     * Takes over the endpoint's cap and rate.
     *
     * @param nodes how many nodes share the endpoint's cap and rate
     */
    void follow(Destination destination, int nodes) {
        cap = Math.max(1, destination.endpoint().settings().maxInFlight() / nodes);
        nanosBetweenStarts = destination
                .endpoint()
                .settings()
                .ratePerSecond()
                .map(rate -> 1_000_000_000L * nodes / rate)
                .orElse(0L);
    }

    /**
     * How many more it may take: never more waiting than drain within the time given, so that leases don't run out in
     * the queue.
     */
    int room(long drainNanos, int most) {
        double perSlot = Math.max(usualNanos, (double) nanosBetweenStarts * cap);
        double drained = cap * (drainNanos / perSlot);
        return (int) Math.min(most, Math.max(cap, drained)) - load();
    }

    int load() {
        return reserved + fresh.size() + retries.size() + inFlight;
    }

    void reserve() {
        reserved++;
    }

    void unreserve() {
        reserved--;
    }

    void add(Leased leased) {
        (leased.made() == 0 && !leased.replay() ? fresh : retries).add(leased);
    }

    boolean canStart(long now) {
        return hasWaiting() && inFlight < cap && isInRate(now);
    }

    /** Waits for nothing but its rate. */
    boolean isPaced(long now) {
        return hasWaiting() && inFlight < cap && !isInRate(now);
    }

    long nanosUntilStart(long now) {
        return nextStart - now;
    }

    Leased start(long now) {
        inFlight++;
        nextStart = Math.max(nextStart, now - nanosBetweenStarts) + nanosBetweenStarts;
        boolean retry = fresh.isEmpty() || (!retries.isEmpty() && startsSinceRetry >= RETRY_EVERY - 1);
        startsSinceRetry = retry ? 0 : startsSinceRetry + 1;
        Leased next = (retry ? retries : fresh).remove();
        return next;
    }

    void finished() {
        inFlight--;
    }

    /** How long an attempt took says how fast the lane drains. */
    void learn(long tookNanos) {
        usualNanos += SMOOTHING * (tookNanos - usualNanos);
    }

    @Nullable
    Leased takeWaiting() {
        Leased next = fresh.poll();
        return next == null ? retries.poll() : next;
    }

    boolean hasWaiting() {
        return !fresh.isEmpty() || !retries.isEmpty();
    }

    private boolean isInRate(long now) {
        return nanosBetweenStarts == 0 || now - nextStart >= 0;
    }
}
