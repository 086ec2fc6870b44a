package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * An order as we know it.
 *
 * @param changed when its source says it last changed; messages older than that are stale
 */
public record Order(
        AccountId account, OrderId id, OrderKey key, Sale sale, Clues clues, OrderState state, Instant changed) {
    Order cancelled(Instant at) {
        return new Order(account, id, key, sale, clues, OrderState.CANCELLED, at);
    }

    Order in(OrderState other, Instant at) {
        return new Order(account, id, key, sale, clues, other, at);
    }
}
