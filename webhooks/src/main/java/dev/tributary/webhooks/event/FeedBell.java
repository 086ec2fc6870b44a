package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Rings for those who wait for an account's events when this node has committed some. What other nodes commit does not
 * ring here, so nobody should rely on it alone. Costs a publisher one look into a map. Safe for many threads.
 */
public final class FeedBell {
    private final ConcurrentHashMap<AccountId, Set<Listener>> listeners = new ConcurrentHashMap<>();

    /** Events of these accounts were committed. */
    public void ring(Collection<AccountId> accounts) {
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
