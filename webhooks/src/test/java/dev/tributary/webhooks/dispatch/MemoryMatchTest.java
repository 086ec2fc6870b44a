package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;

class MemoryMatchTest extends MatchContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return MemoryTables.at(clock);
    }
}
