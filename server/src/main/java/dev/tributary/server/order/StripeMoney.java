package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;

/**
 * Amounts in Stripe's smallest units. Its idea of a currency's decimals is not always ISO 4217's.
 *
 * @see <a href="https://docs.stripe.com/currencies#zero-decimal">Zero-decimal and special currencies</a>
 */
final class StripeMoney {
    private static final Set<String> WHOLE = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeMoney() {}

    /** The amount at the currency's own scale. */
    static BigDecimal of(long units, Currency currency) {
        return Money.rounded(BigDecimal.valueOf(units, decimals(currency)), currency)
                .amount();
    }

    private static int decimals(Currency currency) {
        String code = currency.getCurrencyCode();
        if (WHOLE.contains(code)) {
            return 0;
        }
        return THOUSANDTHS.contains(code) ? 3 : 2; // also of ISK and UGX, whose last two digits are always 00
    }
}
