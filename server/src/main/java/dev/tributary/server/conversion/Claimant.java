package dev.tributary.server.conversion;

import java.time.Duration;

/**
 * What attribution must know of an affiliate.
 *
 * @param affiliate the affiliate's number
 * @param active whether its status is ACTIVE
 * @param window how old a click may be under its offer
 */
record Claimant(long affiliate, String code, String email, boolean active, Duration window) {}
