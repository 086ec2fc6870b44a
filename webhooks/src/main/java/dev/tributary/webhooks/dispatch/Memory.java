package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much is in this node's memory, in deliveries and in bytes of their bodies, and whose it is. An account may hold as
 * much as it leaves free: one alone half of all, two a third each. So whatever receivers hang, others find room. Guarded by
 * the lock of {@link Lanes}.
 */
final class Memory {
    private final int most;
    private final long mostBytes;
    private final Map<AccountId, Load> accounts = new HashMap<>();
    private int count;
    private long bytes;

    private record Load(int count, long bytes) {
        static final Load NONE = new Load(0, 0);
    }

    /**
     * Nothing is here yet.
     *
     * @param most deliveries
     * @param mostBytes of bodies; one more may come in while there is less
     */
    Memory(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Deliveries that there is room for. */
    int left() {
        return Math.max(0, most - count);
    }

    /** Bytes that there is room for. */
    long bytesLeft() {
        return Math.max(0, mostBytes - bytes);
    }

    /** How many more of an account may come in, so that it does not hold more than it leaves free. */
    int room(AccountId account) {
        Load load = accounts.getOrDefault(account, Load.NONE);
        return load.bytes() < bytesLeft() ? Math.max(0, (left() - load.count() + 1) / 2) : 0;
    }

    /** The accounts that have no room. One that has nothing here is not among them. */
    Set<AccountId> full() {
        return accounts.keySet().stream().filter(account -> room(account) == 0).collect(Collectors.toSet());
    }

    void take(AccountId account, int size) {
        change(account, 1, size);
    }

    void free(AccountId account, int size) {
        change(account, -1, -size);
    }

    private void change(AccountId account, int more, int moreBytes) {
        count += more;
        bytes += moreBytes;
        accounts.compute(account, (_, load) -> {
            Load old = Optional.ofNullable(load).orElse(Load.NONE);
            Load next = new Load(old.count() + more, old.bytes() + moreBytes);
            return next.count() == 0 ? null : next;
        });
    }
}
