package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A shop that may send orders.
 *
 * @param token the unguessable part of its door's URL
 * @param oldUntil until when the secret before the present one fits, too; empty if there was none, may be past
 */
record Source(
        AccountId account,
        SourceId id,
        Origin kind,
        String name,
        String token,
        Instant created,
        Optional<Instant> oldUntil) {
    /** Its name, or else its kind. */
    String label() {
        return name.isEmpty() ? kind.label() : name;
    }

    /** Where the shop sends its orders. */
    String url(String baseUrl) {
        return baseUrl + "/in/" + kind.name().toLowerCase(Locale.ROOT) + "/" + token;
    }
}
