package dev.tributary.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key in the list.
 *
 * @param maker who made it: an e-mail address, or the key that did; empty where nobody noted it
 * @param revocable whether the reader may end it
 */
public record KeyRow(
        KeyId id,
        String name,
        String start,
        List<String> scopes,
        Instant created,
        Optional<Instant> expires,
        boolean expired,
        Optional<Instant> lastUsed,
        String maker,
        boolean revocable) {

    static KeyRow of(ApiKey key, String maker, Member reader, Instant now) {
        return new KeyRow(
                key.id(),
                key.name(),
                key.start(),
                key.scopes().stream().map(Scope::text).sorted().toList(),
                key.createdAt(),
                key.expiresAt(),
                key.isExpired(now),
                key.lastUsedAt(),
                maker,
                reader.may(NewKey.needs(key.scopes())));
    }

    public String path() {
        return ApiKeyPages.PATH + "/" + id;
    }
}
