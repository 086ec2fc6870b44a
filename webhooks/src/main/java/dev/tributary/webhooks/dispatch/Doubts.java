package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Leases whose commit was sent and never confirmed. Giving them back at once may come before the commit takes effect,
 * and find no row; so they are given back once more when they have expired, and not before the commit has had as long as
 * a lease lasts to take effect: the lease of a long transaction may be over before it commits. Safe for many threads.
 */
final class Doubts {
    /** A lease and when it is given back. */
    private record Doubt(Leased leased, long untilNanos) {}

    private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();
    private final long leaseNanos;

    Doubts(Duration lease) {
        leaseNanos = lease.toNanos();
    }

    void add(List<Leased> doubtful, long now) {
        for (Leased leased : doubtful) {
            long left = leased.lease().endNanos() - now;
            doubts.add(new Doubt(leased.withoutBody(), now + Math.max(left, leaseNanos)));
        }
    }

    boolean isEmpty() {
        return doubts.isEmpty();
    }

    /** Those that are over. */
    List<Leased> takeExpired(long now) {
        List<Leased> expired = new ArrayList<>();
        doubts.removeIf(doubt -> {
            boolean over = now - doubt.untilNanos() > 0;
            if (over) {
                expired.add(doubt.leased());
            }
            return over;
        });
        return expired;
    }
}
