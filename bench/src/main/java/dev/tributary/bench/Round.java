package dev.tributary.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One round, or several added up.
 *
 * @param published events that were committed, or requests that the bare loop made
 * @param received what the receiver counted
 * @param took from the first until the last was received and, with the engine, its outcome recorded
 * @param rates deliveries per second of each round
 */
record Round(long published, Tally received, Duration took, CpuTimes cpu, Counters database, List<Double> rates) {

    static Round of(long published, Tally received, Duration took, CpuTimes cpu, Counters database) {
        return new Round(
                published, received, took, cpu, database, List.of(published * 1e9 / Math.max(1, took.toNanos())));
    }

    static Round sum(List<Round> rounds) {
        return rounds.stream().reduce(Round::plus).orElseThrow();
    }

    private Round plus(Round other) {
        List<Double> both = new ArrayList<>(rates);
        both.addAll(other.rates);
        return new Round(
                published + other.published,
                new Tally(
                        received.distinct() + other.received.distinct(),
                        received.duplicates() + other.received.duplicates()),
                took.plus(other.took),
                cpu.plus(other.cpu),
                database.plus(other.database),
                both);
    }

    double perSecond() {
        return published * 1e9 / Math.max(1, took.toNanos());
    }

    double each(long total) {
        return total / (double) Math.max(1, published);
    }

    long lost() {
        return published - received.distinct();
    }
}
