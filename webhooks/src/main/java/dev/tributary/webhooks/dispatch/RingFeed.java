package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.Transaction;
import java.util.Set;

/** Tells those who wait for the feed that a transaction has published. */
record RingFeed(FeedBell bell, Set<AccountId> accounts) implements Transaction.Completion {
    @Override
    public void committed() {
        bell.ring(accounts);
    }

    @Override
    public void rolledBack() {
        // nothing happened
    }

    @Override
    public void inDoubt() {
        bell.ring(accounts);
    }
}
