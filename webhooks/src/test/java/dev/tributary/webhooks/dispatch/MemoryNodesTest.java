package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryNodesTest extends NodesContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
