package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.SQLException;

/** Decides which transactions fail. */
interface MemoryFaults {
    MemoryFaults NONE = () -> MemoryFault.NONE;

    MemoryFault next();

    /** Takes note of a commit that is still to come. */
    default LateCommit late() {
        return new LateCommit(false);
    }

    static DatabaseFault away() {
        return new DatabaseFault(new SQLException("the database is away, on purpose", "08006"));
    }
}
