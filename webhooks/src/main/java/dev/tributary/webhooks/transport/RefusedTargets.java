package dev.tributary.webhooks.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;

/** To which targets the proxy opens no tunnel, and since when it has not. Safe for many threads. */
final class RefusedTargets {
    private static final int MOST = 1000;
    /** Longer than the longest time between two attempts of the usual schedule. */
    private static final long FORGOTTEN_NANOS = Duration.ofDays(2).toNanos();

    private final LinkedHashMap<InetSocketAddress, Refusals> refused = new LinkedHashMap<>();

    private record Refusals(long since, long last) {}

    /** It opened one. */
    synchronized void opened(InetSocketAddress target) {
        refused.remove(target);
    }

    /** It opened none: how long it has not. */
    synchronized Duration refused(InetSocketAddress target, long now) {
        refused.values().removeIf(before -> now - before.last() > FORGOTTEN_NANOS);
        Refusals before = refused.remove(target);
        long since = before == null ? now : before.since();
        if (refused.size() >= MOST) {
            refused.pollFirstEntry();
        }
        refused.put(target, new Refusals(since, now));
        return Duration.ofNanos(now - since);
    }

    /** Whether others than this one were refused after that time. */
    synchronized boolean hasOthers(InetSocketAddress target, long after) {
        return refused.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(target) && other.getValue().last() - after > 0);
    }
}
