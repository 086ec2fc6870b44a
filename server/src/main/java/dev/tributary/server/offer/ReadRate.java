package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Checks single percentages, amounts and numbers of an offer. */
final class ReadRate {
    private static final int PERCENT_DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MAX_FLAT = BigDecimal.valueOf(1_000_000_000);

    private final Fields body;
    private final Currency currency;

    ReadRate(Fields body, Currency currency) {
        this.body = body;
        this.currency = currency;
    }

    /** A percentage or an amount that must be there; zero, and a mistake, if it is missing or wrong. */
    BigDecimal required(String name, OfferType type) {
        Optional<BigDecimal> amount = body.decimal(name);
        if (amount.isEmpty() && (!body.has(name) || body.isNull(name))) {
            body.error(name, "is required");
        }
        return amount.filter(value -> check(name, type, value)).orElse(BigDecimal.ZERO);
    }

    /** Whether it is one; what is wrong with it is reported. */
    boolean check(String name, OfferType type, BigDecimal amount) {
        if (amount.signum() < 0) {
            return wrong(name, "must not be negative");
        }
        return type.isFlat() ? checkMoney(name, amount) : checkPercent(name, amount);
    }

    private boolean checkPercent(String name, BigDecimal amount) {
        return (amount.compareTo(HUNDRED) <= 0 && amount.stripTrailingZeros().scale() <= PERCENT_DECIMALS)
                || wrong(name, "must be a percentage from 0 to 100 with at most 4 decimals");
    }

    private boolean checkMoney(String name, BigDecimal amount) {
        if (amount.compareTo(MAX_FLAT) > 0) {
            return wrong(name, "must be at most " + MAX_FLAT);
        }
        return !Money.isFiner(amount, currency)
                || wrong(
                        name,
                        "must have at most " + currency.getDefaultFractionDigits() + " decimals, as " + currency
                                + " has");
    }

    private boolean wrong(String name, String message) {
        body.error(name, message);
        return false;
    }

    static Optional<Integer> inRange(Fields body, String name, int from, int to) {
        Optional<Long> number = body.whole(name);
        if (number.isPresent() && (number.get() < from || number.get() > to)) {
            body.error(name, "must be from " + from + " to " + to);
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }
}
