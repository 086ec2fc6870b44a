package dev.tributary.server.journey;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What comes about on a random day. */
record Chance(Random random) {
    /** Once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One at least. */
    <T> List<T> some(List<T> of) {
        List<T> some = of.stream().filter(one -> random.nextBoolean()).toList();
        return some.isEmpty() ? Stream.of(any(of)).toList() : some;
    }

    String price() {
        return String.format(Locale.ROOT, "%d.%02d", 1 + random.nextInt(200), random.nextInt(100));
    }

    static String json(Object body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
