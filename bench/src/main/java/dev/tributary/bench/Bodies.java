package dev.tributary.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies as long as a real one, of keys that repeat and values that don't: they compress about as well. */
final class Bodies {
    private static final int VARIETY = 256;
    private static final long SEED = 2026;

    private final byte[][] bodies;

    Bodies(int bytes) {
        Random random = new Random(SEED);
        bodies = new byte[VARIETY][];
        for (int i = 0; i < VARIETY; i++) {
            bodies[i] = body(bytes, random);
        }
    }

    byte[] get(long number) {
        return bodies[(int) (number & (VARIETY - 1))];
    }

    private static byte[] body(int bytes, Random random) {
        StringBuilder json = new StringBuilder(bytes + 64).append("{\"currency\":\"EUR\"");
        for (int field = 0; json.length() < bytes - 32; field++) {
            json.append(",\"field_")
                    .append(field)
                    .append("\":\"")
                    .append(Long.toString(random.nextLong(), 36))
                    .append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
