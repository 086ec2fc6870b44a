package dev.tributary.server.conversion;

import java.math.BigDecimal;

/** An amount without padding: {@code 10}, {@code 12.5}. */
final class PlainAmount {
    private PlainAmount() {}

    static String of(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
