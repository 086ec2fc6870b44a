package dev.tributary.webhooks.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the attempts of some deliveries brought.
 *
 * @param codes how often each status code came; {@link #NO_ANSWER} where none did
 * @param accepted of all attempts
 * @param median how long half of the answers took at most; empty where none came
 * @param slow how long 95 of 100 answers took at most
 */
public record Answers(
        SortedMap<Integer, Long> codes, long accepted, Optional<Duration> median, Optional<Duration> slow) {
    /** Stands for a timeout, a broken connection, a refused target. */
    public static final int NO_ANSWER = 0;

    public static final Answers NONE = new Answers(new TreeMap<>(), 0, Optional.empty(), Optional.empty());

    public Answers {
        codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
    }

    public long attempts() {
        return codes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long failed() {
        return attempts() - accepted;
    }

    /** How many codes lie from {@code from} to {@code to}, both included. */
    public long between(int from, int to) {
        return codes.subMap(from, to + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
