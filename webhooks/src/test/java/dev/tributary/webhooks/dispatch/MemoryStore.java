package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.topic.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tables in memory, for any number of nodes and one thread. Each call of {@link MemoryLedger} is one transaction. */
final class MemoryStore {
    final Map<DeliveryId, MemoryRow> rows = new LinkedHashMap<>();
    /** Those that may still change. */
    final Map<DeliveryId, MemoryRow> unfinished = new LinkedHashMap<>();

    final Map<EndpointId, MemoryEndpoint> endpoints = new LinkedHashMap<>();
    /** Accounts whose webhooks are switched off. */
    final Set<AccountId> off = new HashSet<>();
    /** Failed attempts since the last delivered one. */
    final Map<EndpointId, Integer> failing = new LinkedHashMap<>();

    final Map<UUID, MemoryNode> nodes = new TreeMap<>();
    final Map<String, Long> sequences = new LinkedHashMap<>();
    final List<MemoryTransaction> open = new ArrayList<>();
    private final TreeSet<Long> running = new TreeSet<>();
    private long lastXid;
    /** To be switched off, so that what it prevents happens. */
    boolean checksToken = true;

    boolean guardsOrder = true;
    boolean newcomersWait = true;

    /** The id of a transaction that begins to write. */
    long begin() {
        running.add(++lastXid);
        return lastXid;
    }

    void end(long xid) {
        running.remove(xid);
    }

    /** Whether all are over that were not when this one began. */
    boolean areOver(long xid) {
        return running.isEmpty() || running.first() > xid;
    }

    MemoryTransaction transaction() {
        MemoryTransaction transaction = new MemoryTransaction(begin());
        open.add(transaction);
        return transaction;
    }

    /** The effect of a commit. */
    void commit(MemoryTransaction transaction) {
        rollBack(transaction);
        sequences.putAll(transaction.sequences);
        transaction.requireWhatWasWanted();
        for (MemoryRow row : transaction.rows) {
            boolean twice = rows.values().stream()
                    .anyMatch(other -> !other.isReplay()
                            && other.born.endpoint().equals(row.born.endpoint())
                            && other.event.event().id().equals(row.event.event().id()));
            if (twice || rows.containsKey(row.id)) {
                throw new Violation("a second delivery of the same event to the same webhook: " + row);
            }
            insert(row);
        }
    }

    /** In a transaction of its own. */
    void insert(MemoryRow row) {
        rows.put(row.id, row);
        unfinished.put(row.id, row);
    }

    boolean isOn(AccountId account) {
        return !off.contains(account);
    }

    /** Whether it may be sent to. */
    boolean isOpen(MemoryEndpoint endpoint) {
        return endpoint.open() && isOn(endpoint.account);
    }

    /** Whose events of this topic are delivered where. */
    Set<EndpointId> wanting(AccountId account, Topic topic, String subject) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.account.equals(account) && isOn(account))
                .filter(endpoint -> endpoint.wants(topic, subject))
                .map(endpoint -> endpoint.id)
                .collect(Collectors.toSet());
    }

    void rollBack(MemoryTransaction transaction) {
        open.remove(transaction);
        end(transaction.xid);
    }

    /** Whether a transaction that is still open has this subject's counter locked. */
    boolean isLocked(String subject) {
        return open.stream().anyMatch(transaction -> transaction.sequences.containsKey(subject));
    }

    /** Rows of an endpoint, whoever has them locked: it waits for the others' commits. */
    void update(EndpointId endpoint, Consumer<MemoryRow> change) {
        for (MemoryRow row : List.copyOf(unfinished.values())) {
            if (row.born.endpoint().equals(endpoint)) {
                await(row);
                if (!row.state.finished()) {
                    change.accept(row);
                    settled(row);
                }
            }
        }
    }

    /** Who wants a row that is locked waits until the other has committed. */
    static void await(MemoryRow row) {
        LateCommit other = row.lockedBy;
        if (other != null && other.isAwaited()) {
            other.end();
        }
    }

    void settled(MemoryRow row) {
        if (row.state.finished()) {
            unfinished.remove(row.id);
        }
    }

    /** Whether one of its subject that comes before it is unfinished. */
    boolean isBehindAnother(MemoryRow row) {
        return row.orderKey != null
                && unfinished.values().stream()
                        .anyMatch(other -> other.born.endpoint().equals(row.born.endpoint())
                                && row.orderKey.equals(other.orderKey)
                                && other.event.event().sequence()
                                        < row.event.event().sequence());
    }

    /** As pausing does. */
    void hold(EndpointId endpoint) {
        update(endpoint, row -> {
            if (row.due != null) {
                row.hold();
            }
        });
    }
}
