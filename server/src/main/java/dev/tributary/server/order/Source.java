package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * A shop that may send orders.
 *
 * @param token the unguessable part of its door's URL
 */
record Source(AccountId account, SourceId id, Origin kind, String name, String token, Instant created) {}
