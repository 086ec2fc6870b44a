package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;

/**
 * Something that has just happened, as the feature that saw it hands it over.
 *
 * @param account whose it is
 * @param topic the topic's type, such as {@code conversion.created}; it must be in the catalogue
 * @param subject what it is about, such as {@code conversion:42}: events of one subject are numbered 1, 2, 3 …
 * @param data {@code data} of the standard envelope: one JSON object in UTF-8; the engine appends {@code sequence}
 * @param classic the classic body, exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; never compared
public record NewEvent(AccountId account, String topic, String subject, byte[] data, byte[] classic) {}
