package dev.tributary.webhooks.sql;

import java.sql.SQLException;

/** A statement or a connection failed. */
public final class DatabaseFault extends RuntimeException {
    public DatabaseFault(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
