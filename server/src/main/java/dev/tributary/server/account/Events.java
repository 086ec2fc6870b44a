package dev.tributary.server.account;

import dev.tributary.webhooks.event.NewEvent;

/** Where features hand over what happened. */
public interface Events {
    /**
     * Commits the events together with the current transaction's changes, in this order.
     *
     * @throws IllegalStateException outside a transaction: an event must not exist without its change
     */
    void publish(NewEvent... events);
}
