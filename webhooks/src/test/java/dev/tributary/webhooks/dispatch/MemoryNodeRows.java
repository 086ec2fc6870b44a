package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** {@link NodeRows} in memory. */
record MemoryNodeRows(MemoryLedger ledger) implements NodeRows {
    @Override
    public void anchor() {
        // the clock is the simulation's
    }

    @Override
    public void beat(UUID node, Instant startedAt, Instant now, Set<UUID> counts) {
        ledger.run(() -> ledger.store().nodes.put(node, new MemoryNode(now, 0, counts)));
    }

    @Override
    public List<Seen> look(Instant after) {
        return ledger.run(() -> ledger.store().nodes.entrySet().stream()
                .map(node -> new Seen(node.getKey(), node.getValue().beat().isAfter(after), counts(node.getValue())))
                .toList());
    }

    private Set<UUID> counts(MemoryNode node) {
        return ledger.store().newcomersWait
                ? node.counts()
                : Set.copyOf(ledger.store().nodes.keySet());
    }

    @Override
    public Set<EndpointId> open(Set<EndpointId> endpoints, Instant now) {
        return ledger.run(() -> {
            Set<EndpointId> open = new HashSet<>();
            for (EndpointId id : endpoints) {
                MemoryEndpoint endpoint =
                        Objects.requireNonNull(ledger.store().endpoints.get(id));
                if (ledger.store().isOpen(endpoint)) {
                    endpoint.tell(ledger.known());
                    open.add(id);
                }
            }
            return open;
        });
    }

    @Override
    public void leave(UUID node) {
        ledger.run(() -> ledger.store().nodes.keySet().remove(node));
    }

    @Override
    public void close() {
        // there is no connection
    }
}
