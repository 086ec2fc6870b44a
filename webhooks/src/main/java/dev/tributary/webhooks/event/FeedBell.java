package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rings for those who wait for an account's events when some were committed, here or by a node that says so. A word of
 * other nodes may get lost, so nobody should rely on it alone. Costs a publisher one look into a map. Safe for many
 * threads.
 */
public final class FeedBell {
    private final ConcurrentHashMap<AccountId, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private volatile Consumer<Collection<AccountId>> others = _ -> {};

    /** Whom to tell of what this node has committed; called by publishers, and must be quick. */
    public void onRing(Consumer<Collection<AccountId>> others) {
        this.others = others;
    }

    /** This node has committed events of these accounts. */
    public void ring(Collection<AccountId> accounts) {
        hear(accounts);
        others.accept(accounts);
    }

    /** Another node has committed events of some accounts. */
    public void hearAll() {
        listeners.values().forEach(all -> all.forEach(Listener::wake));
    }

    /** Another node has committed events of these accounts. */
    public void hear(Collection<AccountId> accounts) {
        if (!listeners.isEmpty()) {
            accounts.forEach(
                    account -> listeners.getOrDefault(account, Set.of()).forEach(Listener::wake));
        }
    }

    /** Listens until it is closed. What rings from now on is not missed, also before the first wait. */
    public Listener listen(AccountId account) {
        Listener listener = new Listener(account);
        listeners.compute(account, (_, others) -> {
            Set<Listener> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(listener);
            return all;
        });
        return listener;
    }

    /** One who waits; many rings while it looks elsewhere are one. */
    public final class Listener implements AutoCloseable {
        private final AccountId account;
        private final Semaphore rung = new Semaphore(0);

        private Listener(AccountId account) {
            this.account = account;
        }

        /** Waits for a ring, or until the time is over: true if it rang. */
        public boolean await(Duration atMost) throws InterruptedException {
            boolean rang = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
            rung.drainPermits();
            return rang;
        }

        /** Ends a wait under way. */
        public void wake() {
            if (rung.availablePermits() == 0) {
                rung.release();
            }
        }

        @Override
        public void close() {
            listeners.computeIfPresent(account, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
