package dev.tributary.testkit;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Chance that can be repeated: every generator prints its seed. */
public final class Seeds {
    /** Set this system property to a printed seed to get the same numbers again. */
    public static final String PROPERTY = "tributary.test.seed";

    private Seeds() {}

    /**
     * Makes a generator, safe for use by many threads.
     *
     * @param what the test, for the printed line
     */
    public static RandomGenerator random(String what) {
        long seed = Long.getLong(PROPERTY, new SecureRandom().nextLong());
        System.out.println("seed of " + what + ": " + seed + " (repeat with -D" + PROPERTY + "=" + seed + ")");
        return new Random(seed);
    }
}
