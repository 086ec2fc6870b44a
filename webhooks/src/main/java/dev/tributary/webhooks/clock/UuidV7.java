package dev.tributary.webhooks.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Tables are partitioned by these
 * ids, so the time in them is the clock's that the tables live by. Safe for many threads if the generator is.
 */
public final class UuidV7 {
    private final InstantSource clock;
    private final RandomGenerator random;

    public UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        return at(clock.instant());
    }

    /** An id that carries this time. */
    public UUID at(Instant time) {
        return make(time.toEpochMilli(), random.nextLong() & 0xfff, random.nextLong() & 0x3fff_ffff_ffff_ffffL);
    }

    /** The smallest id of this millisecond: the bound of a partition. */
    public static UUID floor(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    /** The millisecond that an id carries. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private static UUID make(long millis, long randomA, long randomB) {
        return new UUID(millis << 16 | 0x7000 | randomA, 0x8000_0000_0000_0000L | randomB);
    }
}
