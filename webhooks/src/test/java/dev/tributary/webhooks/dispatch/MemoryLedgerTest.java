package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryLedgerTest extends LedgerContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
