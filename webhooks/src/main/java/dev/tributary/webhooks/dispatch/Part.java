package dev.tributary.webhooks.dispatch;

import java.util.List;

/**
 * What a node may use of what an endpoint allows the whole installation: the least of the shares that it has had lately.
 *
 * @param lately never empty
 */
record Part(List<Share> lately) {
    /** Of a node that knows of no share: it sends nothing. */
    static final Part NONE = of(Share.UNKNOWN);

    /** Of one that is alone. */
    static final Part ALL = of(Share.ALONE);

    Part {
        lately = List.copyOf(lately);
    }

    static Part of(Share... lately) {
        return new Part(List.of(lately));
    }

    /** Whether it may send nothing. */
    boolean isNone() {
        return lately.contains(Share.UNKNOWN);
    }

    /** Whether others have parts. */
    boolean hasOthers() {
        return lately.stream().anyMatch(share -> share.nodes() > 1);
    }

    /**
     * Its slots.
     *
     * @param whole slots over the whole installation
     * @param salt the same on all nodes for the same endpoint
     */
    int of(int whole, int salt) {
        int least = whole;
        for (Share share : lately) {
            least = Math.min(least, share.of(whole, salt));
        }
        return least;
    }

    /** The time between its starts, given that of the installation. */
    long spacing(long nanos) {
        long most = nanos;
        for (Share share : lately) {
            most = Math.max(most, share.spacing(nanos));
        }
        return most;
    }
}
