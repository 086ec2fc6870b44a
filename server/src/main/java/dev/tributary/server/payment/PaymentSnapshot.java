package dev.tributary.server.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/**
 * A payment to one affiliate, as it was made.
 *
 * @param number the classic payload's {@code id}, unique in the account
 * @param affiliate the affiliate's number
 * @param total at the currency's scale
 * @param method such as {@code PAYPAL}
 * @param conversions how many conversions it pays
 */
public record PaymentSnapshot(
        long number,
        long affiliate,
        Currency currency,
        BigDecimal total,
        String method,
        int conversions,
        Optional<String> note,
        Instant created) {}
