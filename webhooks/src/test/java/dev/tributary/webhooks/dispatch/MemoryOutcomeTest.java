package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryOutcomeTest extends OutcomeContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
