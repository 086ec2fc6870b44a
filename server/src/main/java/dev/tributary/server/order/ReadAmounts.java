package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Reads amounts of one currency: not negative, not finer than the currency, not absurdly large. */
public final class ReadAmounts {
    private static final BigDecimal LARGEST = new BigDecimal("999999999999");

    private final Currency currency;

    public ReadAmounts(Currency currency) {
        this.currency = currency;
    }

    /** The amount at the currency's scale; empty if it is missing or, reported, wrong. */
    public Optional<BigDecimal> optional(Fields body, String name) {
        return body.decimal(name).flatMap(amount -> check(body, name, amount));
    }

    /** The amount, zero if it is missing. */
    BigDecimal orZero(Fields body, String name) {
        return optional(body, name).orElse(BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()));
    }

    /** The amount; zero, and a mistake, if it is missing. */
    public BigDecimal required(Fields body, String name) {
        if (!body.has(name) || body.isNull(name)) {
            body.error(name, "is required");
        }
        return orZero(body, name);
    }

    private Optional<BigDecimal> check(Fields body, String name, BigDecimal amount) {
        if (amount.signum() < 0) {
            body.error(name, "must not be negative");
        } else if (amount.compareTo(LARGEST) > 0) {
            body.error(name, "must be at most " + LARGEST);
        } else if (Money.isFiner(amount, currency)) {
            body.error(
                    name,
                    "must have at most " + currency.getDefaultFractionDigits() + " decimals, as " + currency + " has");
        } else {
            return Optional.of(Money.rounded(amount, currency).amount());
        }
        return Optional.empty();
    }
}
