package dev.tributary.postgres;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL could not do what was asked. The message is one line that says what to do. */
public class PostgresException extends RuntimeException {
    public PostgresException(String message) {
        this(message, null);
    }

    public PostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
