package dev.tributary.webhooks.replay;

/**
 * How many deliveries a replay would make.
 *
 * @param exact false where there was more to look at than is looked at before the start: then it is at least this many
 */
public record ReplayCount(long count, boolean exact) {}
