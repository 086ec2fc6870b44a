package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryClaimTest extends ClaimContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
