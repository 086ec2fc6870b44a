package dev.tributary.server.access;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a key: all but the key.
 *
 * @param start its first characters, by which its owner knows it
 * @param lastUsedAt to within five minutes
 * @param maker who made it, {@code usr_…} or {@code key_…}; empty for one made by the launcher
 */
record ApiKey(
        KeyId id,
        AccountId account,
        String name,
        String start,
        Set<Scope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<String> maker) {

    boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
