package dev.tributary.server.click;

import dev.tributary.server.access.VisitorAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much one address may tell: a bucket of tokens each, refilled steadily. Many people may share an address, so it is
 * wide. Addresses that were not heard of for longest are forgotten, which fills their buckets.
 */
final class AddressLimit {
    static final int BURST = 1_200;
    static final int PER_SECOND = 20;
    private static final int MOST_ADDRESSES = 50_000;

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    AddressLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** The tokens that were left at a time. */
    private record Bucket(double tokens, Instant at) {
        Bucket refilled(Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toMillis() / 1000.0);
            return new Bucket(Math.min(BURST, tokens + seconds * PER_SECOND), now);
        }
    }

    /** Takes a token; false if there is none. */
    synchronized boolean admits(VisitorAddress address) {
        Instant now = clock.instant();
        Bucket bucket =
                buckets.getOrDefault(address.network(), new Bucket(BURST, now)).refilled(now);
        boolean admitted = bucket.tokens() >= 1;
        buckets.put(address.network(), admitted ? new Bucket(bucket.tokens() - 1, now) : bucket);
        return admitted;
    }
}
