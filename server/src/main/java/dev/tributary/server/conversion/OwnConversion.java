package dev.tributary.server.conversion;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;

/**
 * A conversion as the affiliate sees it who earned it: nothing of the customer, of the merchant's notes or of how others
 * took part.
 *
 * @param mechanism how the order pointed to the affiliate
 * @param coupon the affiliate's own coupon that it used
 * @param subId the sub id of the affiliate's link
 * @param total what the commission is reckoned from stands in it; at the currency's scale, as the commission
 * @param refund whether it takes another back
 * @param created when the order was made
 */
public record OwnConversion(
        long number,
        Mechanism mechanism,
        Optional<String> coupon,
        Optional<String> subId,
        Status status,
        PaymentStatus payment,
        Currency currency,
        BigDecimal total,
        BigDecimal commission,
        boolean refund,
        boolean test,
        Instant created) {

    static OwnConversion read(ResultSet row, int index) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Mechanism mechanism = Mechanism.valueOf(row.getString("mechanism"));
        return new OwnConversion(
                row.getLong("number"),
                mechanism,
                Optional.ofNullable(row.getString("trigger_value")).filter(_ -> mechanism == Mechanism.COUPON),
                Optional.ofNullable(row.getString("sub_id")),
                Status.valueOf(row.getString("status")),
                PaymentStatus.valueOf(row.getString("payment_status")),
                currency,
                amount(row, "total", currency),
                amount(row, "commission", currency),
                row.getBoolean("refund"),
                row.getBoolean("test"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static BigDecimal amount(ResultSet row, String column, Currency currency) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column)).setScale(currency.getDefaultFractionDigits());
    }
}
