package dev.tributary.webhooks.delivery;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills a statement's parameters one after another, columns of many rows as arrays. */
final class Columns {
    private final PreparedStatement statement;
    private int next = 1;

    Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    void value(Object value) throws SQLException {
        statement.setObject(next++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }

    <T> void array(String type, List<T> rows, Function<T, @Nullable Object> column) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(rows.get(i));
            values[i] = value instanceof Instant time
                    ? time.atOffset(ZoneOffset.UTC).toString()
                    : value;
        }
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    }

    <T> void bytes(List<T> rows, Function<T, byte @Nullable []> column) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            byte[] value = column.apply(rows.get(i));
            if (value != null) {
                values[i] = value;
            }
        }
        statement.setArray(next++, statement.getConnection().createArrayOf("bytea", values));
    }
}
