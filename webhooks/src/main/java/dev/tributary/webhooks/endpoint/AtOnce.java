package dev.tributary.webhooks.endpoint;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how much of one kind of work is under way at once on this node, of an account and in all. Safe for many threads.
 */
public final class AtOnce {
    private final String what;
    private final int perAccount;
    private final Semaphore inAll;
    private final Duration wait;
    private final Map<AccountId, Integer> asked = new ConcurrentHashMap<>();

    /**
     * Nothing is under way yet.
     *
     * @param what in the plural, for who is refused
     * @param perAccount of one account, those that wait included; what comes on top is refused at once
     * @param inAll of all accounts
     * @param wait how long one waits for those of others to end before it is refused
     */
    public AtOnce(String what, int perAccount, int inAll, Duration wait) {
        this.what = what;
        this.perAccount = perAccount;
        this.inAll = new Semaphore(inAll, true);
        this.wait = wait;
    }

    /**
     * Does the work on the calling thread.
     *
     * @throws TooManyAtOnce if it was not even begun
     */
    public <T> T run(AccountId account, Supplier<T> work) {
        int its = asked.merge(account, 1, Integer::sum);
        try {
            if (its > perAccount) {
                throw new TooManyAtOnce("An account has at most " + perAccount + " " + what
                        + " under way at once: wait for one to end, then try again.");
            }
            return inTurn(work);
        } finally {
            asked.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!acquired()) {
            throw new TooManyAtOnce("The server has as many " + what + " under way as it takes: try again soon.");
        }
        try {
            return work.get();
        } finally {
            inAll.release();
        }
    }

    private boolean acquired() {
        try {
            return inAll.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
