package dev.tributary.server.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount in a currency, always with exactly that currency's decimals.
 *
 * @param amount its scale is the currency's
 */
public record Money(BigDecimal amount, Currency currency) {
    public Money {
        if (amount.scale() != currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(amount + " has not the decimals of " + currency);
        }
    }

    public static Money zero(Currency currency) {
        return rounded(BigDecimal.ZERO, currency);
    }

    /** The nearest amount that the currency can express; ties go to the even digit. */
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN), currency);
    }

    /** The amount itself; empty if it is finer than the currency. */
    public static Optional<Money> exact(BigDecimal amount, Currency currency) {
        return isFiner(amount, currency) ? Optional.empty() : Optional.of(rounded(amount, currency));
    }

    /** Whether the amount has decimals that the currency has not; zeros at the end don't count. */
    public static boolean isFiner(BigDecimal amount, Currency currency) {
        return amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits();
    }

    /** A currency of ISO 4217 that money is counted in; empty for others, and for gold, tests and the like. */
    public static Optional<Currency> currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            return currency.getDefaultFractionDigits() < 0 ? Optional.empty() : Optional.of(currency);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        requireSame(other);
        return new Money(amount.add(other.amount), currency);
    }

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return plus(other.negated());
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** This many per cent of it, rounded half-even. */
    public Money percent(BigDecimal percent) {
        return rounded(amount.multiply(percent).movePointLeft(2), currency);
    }

    public Money times(long count) {
        return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** With the currency's decimals, such as {@code 19.90}. */
    public String text() {
        return amount.toPlainString();
    }

    /** Without zeros at the end, such as {@code 10} for 10.00: how an offer's amount is written. */
    public static String unpadded(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /** The same number without zeros at the end, so that equal ones are equal: 10 for 10.00. */
    public static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("can't add " + other.currency + " to " + currency);
        }
    }
}
