package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Objects;

/**
 * What is owed in one currency for another time than the one that is asked for.
 *
 * @param commission its sum at the currency's scale; negative where more was taken back than earned
 * @param conversions how many make it up
 */
public record Left(Currency currency, BigDecimal commission, int conversions) {
    static Left read(ResultSet row, int number) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Left(
                currency,
                Objects.requireNonNull(row.getBigDecimal("commission")).setScale(currency.getDefaultFractionDigits()),
                row.getInt("conversions"));
    }
}
