package dev.tributary.webhooks.dispatch;

import dev.tributary.testkit.SettableClock;
import org.junit.jupiter.api.Tag;

@Tag("database")
@Tag("again")
class SqlClaimTest extends ClaimContract {
    @Override
    ContractTables tables(SettableClock clock) {
        return new SqlTables(clock, SimulatedWorld.TOPICS);
    }
}
