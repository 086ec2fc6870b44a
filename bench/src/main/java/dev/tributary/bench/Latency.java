package dev.tributary.bench;

import java.util.Arrays;

/**
 * From the end of the commit to the arrival at the receiver, at half the rate reached before.
 *
 * @param perSecond the rate that was held
 * @param p50 milliseconds, as are the others
 */
record Latency(double perSecond, double p50, double p99, double max) {
    /** Of these, in microseconds. */
    static Latency of(double perSecond, long[] micros) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return new Latency(perSecond, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double part) {
        int index = Math.max(0, (int) Math.ceil(sorted.length * part) - 1);
        return sorted.length == 0 ? 0 : Math.max(0, sorted[index]) / 1000.0;
    }
}
