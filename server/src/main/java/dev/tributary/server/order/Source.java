package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Locale;

/**
 * A shop that may send orders.
 *
 * @param token the unguessable part of its door's URL
 */
record Source(AccountId account, SourceId id, Origin kind, String name, String token, Instant created) {
    /** Its name, or else its kind. */
    String label() {
        return name.isEmpty() ? kind.label() : name;
    }

    /** Where the shop sends its orders. */
    String url(String baseUrl) {
        return baseUrl + "/in/" + kind.name().toLowerCase(Locale.ROOT) + "/" + token;
    }
}
