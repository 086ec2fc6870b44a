package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** {@link DeadNodeRows} in memory. */
record MemoryDeadNodeRows(MemoryLedger ledger) implements DeadNodeRows {
    @Override
    public List<UUID> silence(UUID besides, Others others) {
        return ledger.run(() -> {
            List<UUID> dead = ledger.store().nodes.keySet().stream()
                    .filter(id -> !id.equals(besides)
                            && (others.none() || others.dead().contains(id)))
                    .toList();
            dead.forEach(id -> ledger.store()
                    .nodes
                    .computeIfPresent(id, (_, node) -> new MemoryNode(Instant.EPOCH, node.buriedXid(), node.counts())));
            return dead;
        });
    }

    @Override
    public List<UUID> dead(UUID besides, Instant lastBeat) {
        return ledger.run(() -> ledger.store().nodes.entrySet().stream()
                .filter(node -> !node.getValue().beat().isAfter(lastBeat)
                        && !node.getKey().equals(besides)
                        && (node.getValue().buriedXid() == 0
                                || ledger.store().areOver(node.getValue().buriedXid())))
                .map(Map.Entry::getKey)
                .toList());
    }

    @Override
    public int takeOver(List<UUID> dead, Instant expiredBefore, Instant now, BooleanSupplier stopping) {
        if (stopping.getAsBoolean()) {
            return 0;
        }
        return ledger.transaction(writer -> {
            List<MemoryRow> taken = new ArrayList<>();
            for (MemoryRow row : List.copyOf(ledger.store().unfinished.values())) {
                if (isLeft(row, dead, expiredBefore)) {
                    MemoryStore.await(row);
                    if (isLeft(row, dead, expiredBefore)) {
                        writer.write(row, () -> row.due(now));
                        taken.add(row);
                    }
                }
            }
            return taken.size();
        });
    }

    private static boolean isLeft(MemoryRow row, List<UUID> dead, Instant expiredBefore) {
        return row.leaseUntil != null && dead.contains(row.node) && row.leaseUntil.isBefore(expiredBefore);
    }

    @Override
    public void buried(List<UUID> dead, Instant lastBeat) {
        ledger.run(() -> {
            Map<UUID, MemoryNode> nodes = ledger.store().nodes;
            long xid = ledger.store().begin();
            ledger.store().end(xid);
            for (UUID id : dead) {
                MemoryNode node = nodes.get(id);
                if (node != null && !node.beat().isAfter(lastBeat)) {
                    if (node.buriedXid() > 0) {
                        nodes.remove(id);
                    } else {
                        nodes.put(id, new MemoryNode(node.beat(), xid, node.counts()));
                    }
                }
            }
            return nodes;
        });
    }

    @Override
    public void releaseForgotten() {
        ledger.transaction(writer -> {
            Instant now = ledger.clock().instant();
            List.copyOf(ledger.store().unfinished.values()).stream()
                    .filter(row -> row.state == State.HELD && row.lockedBy == null && mayGo(row))
                    .forEach(row -> writer.write(row, () -> row.due(now)));
            return writer;
        });
    }

    private boolean mayGo(MemoryRow row) {
        MemoryEndpoint endpoint =
                Objects.requireNonNull(ledger.store().endpoints.get(row.born.endpoint()));
        return endpoint.deleted || ledger.store().isOpen(endpoint);
    }
}
