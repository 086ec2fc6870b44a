package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Leases whose commit was sent and never confirmed. Giving them back at once may come before the commit takes effect,
 * and find no row; so they are given back once more when they have expired. Safe for many threads.
 */
final class Doubts {
    private final Queue<Leased> leases = new ConcurrentLinkedQueue<>();

    void add(List<Leased> doubtful) {
        leases.addAll(doubtful);
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    /** Those that have expired. */
    List<Leased> takeExpired(long now) {
        List<Leased> expired = new ArrayList<>();
        leases.removeIf(leased -> {
            boolean over = now - leased.lease().endNanos() > 0;
            if (over) {
                expired.add(leased);
            }
            return over;
        });
        return expired;
    }
}
