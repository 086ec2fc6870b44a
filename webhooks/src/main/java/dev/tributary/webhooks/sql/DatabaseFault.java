package dev.tributary.webhooks.sql;

import java.sql.SQLException;

/** A statement or a connection failed. */
public final class DatabaseFault extends RuntimeException {
    public DatabaseFault(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * Whether the database, or the way to it, is away or can't write (no state, SQLSTATE classes 08 and 53, 57P, 25006), so
     * that whatever else is asked of it fails as well; else it refused this alone.
     */
    public boolean isAway() {
        String state = getCause() instanceof SQLException cause ? cause.getSQLState() : null;
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("25006");
    }
}
