package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;

/**
 * An order as we know it.
 *
 * @param state what became of it: what its shop told, or RETURNED where all of an open one was given back
 * @param told what its shop itself said of it; the state follows from that and from the refunds, anew each time
 * @param changed when its source says it last changed; messages older than that are stale
 */
public record Order(
        AccountId account,
        OrderId id,
        OrderKey key,
        Sale sale,
        Clues clues,
        OrderState state,
        OrderState told,
        Instant changed) {
    /** One of which nothing is known but what its shop told. */
    public Order(
            AccountId account, OrderId id, OrderKey key, Sale sale, Clues clues, OrderState told, Instant changed) {
        this(account, id, key, sale, clues, told, told, changed);
    }

    Order cancelled(Instant at) {
        return in(OrderState.CANCELLED, at);
    }

    /** The same, of which its shop tells this. */
    Order in(OrderState other, Instant at) {
        return new Order(account, id, key, sale, clues, other, at);
    }

    /** The same in the state that refunds leave it in. */
    Order settled(boolean whole) {
        OrderState settled = told == OrderState.OPEN && whole ? OrderState.RETURNED : told;
        return new Order(account, id, key, sale, clues, settled, told, changed);
    }

    /** Whether all of it was given back, and its shop says nothing of that. */
    boolean isGivenBack() {
        return told == OrderState.OPEN && state == OrderState.RETURNED;
    }
}
