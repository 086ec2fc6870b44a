package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Leased;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Opens after 20 failures in a row over at least 3 deliveries; then one request at a time goes out as a probe, and the
 * first that is delivered closes it. A lone delivery can never open it, so its schedule is never delayed. Replays count
 * neither way, save that one which is the probe and arrives closes it as any other: it shows that the receiver works.
 * Of several nodes one probes an endpoint; the others would not hear of its success, so theirs is forgiven after a
 * minute, up to the next failure.
 */
final class Breaker {
    private static final int FAILURES = 20;
    private static final int DELIVERIES = 3;

    private static final long FORGIVEN_AFTER = Duration.ofMinutes(1).toNanos();

    private final Set<DeliveryId> failing = new HashSet<>();
    private int failures;
    private long failedAt;

    boolean isOpen() {
        return failures >= FAILURES && failing.size() >= DELIVERIES;
    }

    /** Whether nothing has failed since the last success. */
    boolean isCalm() {
        return failures == 0;
    }

    void delivered(Leased leased) {
        if (!leased.replay() || isOpen()) {
            failures = 0;
            failing.clear();
        }
    }

    void failed(Leased leased, long now) {
        if (leased.replay()) {
            return;
        }
        failures++;
        failedAt = now;
        if (failing.size() < DELIVERIES) {
            failing.add(leased.id());
        }
    }

    void forgive(long now) {
        if (isOpen() && now - failedAt > FORGIVEN_AFTER) {
            failures = FAILURES - 1;
        }
    }
}
