package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Reads and checks an offer's terms; what a body leaves out stays as it was. */
final class ReadTerms {
    private static final int MAX_WINDOW = 3650;
    private static final int MAX_APPROVE = 365;
    private static final int PERCENT_DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MAX_FLAT = BigDecimal.valueOf(1_000_000_000);

    private final Fields body;
    private final Currency currency;

    ReadTerms(Fields body, Currency currency) {
        this.body = body;
        this.currency = currency;
    }

    /** The terms of a new offer. */
    Terms create() {
        String name = body.requiredText("name", 200);
        Optional<OfferType> type = type();
        if (type.isEmpty() && (!body.has("type") || body.isNull("type"))) {
            body.error("type", "is required");
        }
        Optional<BigDecimal> amount = body.decimal("amount");
        if (amount.isEmpty() && (!body.has("amount") || body.isNull("amount"))) {
            body.error("amount", "is required");
        }
        Terms terms = new Terms(
                name,
                type.orElse(OfferType.PERCENT_OF_SALE),
                amount.orElse(BigDecimal.ZERO),
                window(Terms.DEFAULT_WINDOW),
                autoApprove(Optional.empty()));
        if (type.isPresent() && amount.isPresent()) {
            check(terms);
        }
        body.done();
        return terms;
    }

    /** The terms of an offer that is to change. */
    Offer change(Offer old) {
        Optional<String> name = body.has("name") ? Optional.of(body.requiredText("name", 200)) : Optional.empty();
        Terms terms = new Terms(
                name.orElse(old.name()),
                type().orElse(old.type()),
                body.decimal("amount").orElse(old.amount()),
                window(old.windowDays()),
                autoApprove(old.autoApproveDays()));
        check(terms);
        body.done();
        return terms.offer(old.number(), old.createdAt(), old.version() + 1);
    }

    private Optional<OfferType> type() {
        if (body.text("type", 100).filter("TIERED"::equals).isPresent()) {
            body.error("type", "tiered offers are not available yet");
            return Optional.empty();
        }
        return body.choice("type", OfferType.BY_NAME);
    }

    private int window(int otherwise) {
        return inRange("window_days", 1, MAX_WINDOW).orElse(otherwise);
    }

    private Optional<Integer> autoApprove(Optional<Integer> otherwise) {
        return body.has("auto_approve_days") ? inRange("auto_approve_days", 0, MAX_APPROVE) : otherwise;
    }

    private Optional<Integer> inRange(String name, int from, int to) {
        Optional<Long> number = body.whole(name);
        if (number.isPresent() && (number.get() < from || number.get() > to)) {
            body.error(name, "must be from " + from + " to " + to);
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    private void check(Terms terms) {
        BigDecimal amount = terms.amount();
        if (amount.signum() < 0) {
            body.error("amount", "must not be negative");
        } else if (terms.type().isFlat()) {
            checkFlat(amount);
        } else if (amount.compareTo(HUNDRED) > 0 || amount.stripTrailingZeros().scale() > PERCENT_DECIMALS) {
            body.error("amount", "must be a percentage from 0 to 100 with at most 4 decimals");
        }
    }

    private void checkFlat(BigDecimal amount) {
        if (amount.compareTo(MAX_FLAT) > 0) {
            body.error("amount", "must be at most " + MAX_FLAT);
        } else if (Money.isFiner(amount, currency)) {
            body.error(
                    "amount",
                    "must have at most " + currency.getDefaultFractionDigits() + " decimals, as " + currency + " has");
        }
    }
}
