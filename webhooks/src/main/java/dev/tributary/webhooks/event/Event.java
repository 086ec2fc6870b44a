package dev.tributary.webhooks.event;

import java.time.Instant;

/**
 * Something that happened, as it is kept.
 *
 * @param sequence per subject, from 1, without gaps
 * @param standard the standard envelope, exact bytes
 * @param classic the classic body, exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record Event(
        EventId id,
        String topic,
        String subject,
        long sequence,
        Instant occurredAt,
        FeedPosition position,
        byte[] standard,
        byte[] classic) {}
