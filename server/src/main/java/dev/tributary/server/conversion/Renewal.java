package dev.tributary.server.conversion;

/**
 * What a claim on a renewal goes back to.
 *
 * @param first the subscription's first conversion of that affiliate
 * @param credited how many of the renewals before this one were credited, denied ones left out
 * @param denied whether the first was denied
 */
record Renewal(long first, long credited, boolean denied) {}
