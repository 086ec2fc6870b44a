package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryOwnersTest extends OwnersContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
