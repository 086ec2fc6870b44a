package dev.tributary.webhooks.delivery;

import java.util.UUID;

/**
 * The right to attempt a delivery for a while.
 *
 * @param token written beside the row; an outcome counts only while it is still there
 * @param endNanos by {@link System#nanoTime}, taken before the row was written, so it ends no later than the row says
 */
public record Lease(UUID token, long endNanos) {}
