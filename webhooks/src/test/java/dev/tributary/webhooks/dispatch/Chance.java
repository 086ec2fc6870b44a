package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What one seed decides. */
final class Chance {
    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    RandomGenerator generator() {
        return random;
    }

    /** Times in a thousand. */
    boolean permille(int times) {
        return random.nextInt(1000) < times;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
