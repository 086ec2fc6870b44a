package dev.tributary.webhooks.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@link DeadNodeRows} in memory. */
record MemoryDeadNodeRows(MemoryLedger ledger) implements DeadNodeRows {
    @Override
    public List<UUID> silence(UUID besides) {
        return ledger.run(() -> {
            ledger.store().nodes.replaceAll((id, beat) -> id.equals(besides) ? beat : Instant.EPOCH);
            return ledger.store().nodes.keySet().stream()
                    .filter(id -> !id.equals(besides))
                    .toList();
        });
    }

    @Override
    public List<UUID> dead(UUID besides, Instant lastBeat) {
        return ledger.run(() -> ledger.store().nodes.entrySet().stream()
                .filter(node -> !node.getValue().isAfter(lastBeat) && !node.getKey().equals(besides))
                .map(Map.Entry::getKey)
                .toList());
    }

    @Override
    public int takeOver(List<UUID> dead, Instant expiredBefore, Instant now) {
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
    public void forget(List<UUID> dead, Instant lastBeat) {
        ledger.run(() -> ledger.store()
                .nodes
                .entrySet()
                .removeIf(node -> dead.contains(node.getKey()) && !node.getValue().isAfter(lastBeat)));
    }
}
