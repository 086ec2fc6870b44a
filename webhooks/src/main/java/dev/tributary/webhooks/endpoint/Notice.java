package dev.tributary.webhooks.endpoint;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What the owner of a webhook is to be told.
 *
 * @param percent of what disables it, for a warning; empty if it has been disabled
 * @param reason one sentence
 */
public record Notice(
        UUID id, AccountId account, EndpointId endpoint, OptionalInt percent, String url, String reason, Instant at) {}
