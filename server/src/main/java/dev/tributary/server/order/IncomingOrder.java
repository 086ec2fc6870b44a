package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * An order as a message tells it.
 *
 * @param changed when its source says it last changed
 * @param raw the message, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // kept as evidence; never compared
record IncomingOrder(OrderKey key, Sale sale, Clues clues, OrderState state, Instant changed, byte[] raw) {
    Order as(AccountId account, OrderId id) {
        return new Order(account, id, key, sale, clues, state, changed);
    }
}
