package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Objects;

/**
 * What an affiliate has earned in one currency and not been paid: approved conversions that no payment has, refunds
 * with their negative amounts among them, test orders not.
 *
 * @param affiliate the affiliate's number
 * @param commission their sum at the currency's scale; negative where more was taken back than earned since
 * @param conversions how many they are
 */
public record Owed(long affiliate, Currency currency, BigDecimal commission, int conversions) {
    static Owed read(ResultSet row, int number) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Owed(
                row.getLong("affiliate"),
                currency,
                Objects.requireNonNull(row.getBigDecimal("commission")).setScale(currency.getDefaultFractionDigits()),
                row.getInt("conversions"));
    }
}
