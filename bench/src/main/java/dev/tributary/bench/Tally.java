package dev.tributary.bench;

/**
 * What the receiver counted.
 *
 * @param distinct different {@code webhook-id}s
 * @param duplicates requests whose id had been seen before
 */
record Tally(long distinct, long duplicates) {}
