package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/**
 * The conversions of one status and one currency that a stretch of time brought.
 *
 * @param test whether these are tests, which no sum may mix with the rest
 * @param conversions how many
 * @param total of the orders, in the currency
 * @param commission on them, likewise
 */
public record DayFigure(
        Status status, Currency currency, boolean test, long conversions, BigDecimal total, BigDecimal commission) {
    static DayFigure read(ResultSet row, int number) throws SQLException {
        return new DayFigure(
                Status.valueOf(row.getString("status")),
                Currency.getInstance(row.getString("currency")),
                row.getBoolean("test"),
                row.getLong("conversions"),
                row.getBigDecimal("total"),
                row.getBigDecimal("commission"));
    }
}
