package dev.tributary.webhooks.event;

import java.time.Instant;

/**
 * An event without its bodies.
 *
 * @param heard whether any webhook was to be sent it
 */
public record Happening(EventId id, String topic, String subject, long sequence, Instant occurredAt, boolean heard) {}
