package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/**
 * What an affiliate earned in one currency; refunds with their negative amounts are in all sums, test orders in none.
 *
 * @param conversions how many count: neither refunds nor what was denied or never qualified
 * @param pending commission that waits for approval
 * @param approved commission that is approved and not paid: the balance
 * @param paid commission that was paid
 */
public record Earnings(Currency currency, long conversions, BigDecimal pending, BigDecimal approved, BigDecimal paid) {

    static Earnings read(ResultSet row, int index) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Earnings(
                currency,
                row.getLong("conversions"),
                OwnConversion.amount(row, "pending", currency),
                OwnConversion.amount(row, "approved", currency),
                OwnConversion.amount(row, "paid", currency));
    }
}
