package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The shares that a node has had lately. A part that shrinks does so at once; one that grows is taken only when every other
 * node has given up its own, and what it had begun by then is over. So all parts together are never more than the whole,
 * whoever comes, goes, dies or freezes, and in whatever order the nodes hear of it.
 */
final class Shares {
    private final long settleNanos;
    private final Deque<Past> past = new ArrayDeque<>();
    private Share now = Share.UNKNOWN;

    private record Past(Share share, long endNanos) {}

    /**
     * Of a node that has none yet.
     *
     * @param settle after this time the other nodes know of a change, and attempts from before it are over
     */
    Shares(Duration settle) {
        settleNanos = settle.toNanos();
    }

    /** Begins anew: nobody counted with this node until now. */
    Part begin(Share first) {
        past.clear();
        now = first;
        return Part.of(first);
    }

    /** Whether it has been counted with for so short a time that it may send nothing yet. */
    boolean areNew() {
        return now.equals(Share.UNKNOWN)
                || past.stream().anyMatch(before -> before.share().equals(Share.UNKNOWN));
    }

    /** What may be used from now on. */
    Part follow(Share next, long nanos) {
        past.removeIf(before -> nanos - before.endNanos() > settleNanos);
        if (!next.equals(now)) {
            past.add(new Past(now, nanos));
            now = next;
        }
        List<Share> lately = new ArrayList<>();
        lately.add(now);
        past.forEach(before -> lately.add(before.share()));
        return new Part(lately);
    }
}
