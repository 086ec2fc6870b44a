package dev.tributary.webhooks.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Tables are partitioned by these
 * ids, so the time in them is the clock's that the tables live by. Safe for many threads if the generator is.
 */
public final class UuidV7 {
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1 << COUNTER_BITS) - 1;
    private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * A new id, greater than every one that this object made before: 12 bits count within the millisecond, and run
     * over into the next.
     */
    public UUID next() {
        long now = clock.instant().toEpochMilli() << COUNTER_BITS;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return make(tick >>> COUNTER_BITS, tick & COUNTER_MASK, random.nextLong() & RANDOM_MASK);
    }

    /** The smallest id of this millisecond: the bound of a partition. */
    public static UUID floor(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    /** The millisecond that an id carries. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID make(long millis, long counter, long random) {
        return new UUID(millis << 16 | 0x7000 | counter, 0x8000_0000_0000_0000L | random);
    }
}
