package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;

/** Lanes that wait for their turn: accounts take turns, and an account's lanes take turns within it. */
final class Turns {
    private final Queue<AccountId> accounts = new ArrayDeque<>();
    private final Map<AccountId, Queue<EndpointLane>> lanes = new HashMap<>();

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    void add(EndpointLane lane) {
        lanes.computeIfAbsent(lane.account, account -> {
                    accounts.add(account);
                    return new ArrayDeque<>();
                })
                .add(lane);
    }

    /**
     * Whose turn it is.
     *
     * @throws NoSuchElementException if nobody waits
     */
    EndpointLane remove() {
        AccountId account = accounts.remove();
        Queue<EndpointLane> own = Objects.requireNonNull(lanes.get(account));
        EndpointLane lane = own.remove();
        if (own.isEmpty()) {
            lanes.remove(account);
        } else {
            accounts.add(account);
        }
        return lane;
    }
}
