package dev.tributary.server.catcher;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wakes those who wait for a catcher's next request on this node. A waiter holds nothing but its thread; what other
 * nodes catch is found by looking again now and then.
 */
final class Arrivals {
    private static final int MOST_WAITERS = 2_000;

    private final Map<CatcherId, Set<Semaphore>> waiters = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /** Starts to listen: subscribe first, then look, then wait, and nothing slips through between. */
    Subscription subscribe(CatcherId catcher) {
        return new Subscription(catcher);
    }

    /** The catchers that somebody waits for. */
    Set<CatcherId> awaited() {
        return Set.copyOf(waiters.keySet());
    }

    void signal(CatcherId catcher) {
        waiters.getOrDefault(catcher, Set.of()).forEach(Semaphore::release);
    }

    /** Lets everybody go: the server stops. */
    void close() {
        closed = true;
        waiters.values().forEach(each -> each.forEach(Semaphore::release));
    }

    final class Subscription implements Bell {
        private final CatcherId catcher;
        private final Semaphore rung = new Semaphore(0);
        private final boolean admitted = waiting.incrementAndGet() <= MOST_WAITERS;

        private Subscription(CatcherId catcher) {
            this.catcher = catcher;
            waiters.compute(catcher, (_, those) -> {
                Set<Semaphore> more = those == null ? ConcurrentHashMap.newKeySet() : those;
                more.add(rung);
                return more;
            });
        }

        /** False also where there are too many waiters already, or the thread must stop. */
        @Override
        public boolean await(Duration atMost) {
            if (closed || !admitted) {
                return false;
            }
            try {
                var _ = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
            rung.drainPermits();
            return !closed;
        }

        @Override
        public void close() {
            waiting.decrementAndGet();
            waiters.computeIfPresent(catcher, (_, those) -> {
                those.remove(rung);
                return those.isEmpty() ? null : those;
            });
        }
    }
}
