package dev.tributary.server.offer;

import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads and checks an offer's terms; what a body leaves out stays as it was. */
final class ReadTerms {
    private static final int MAX_WINDOW = 3650;
    private static final int MAX_APPROVE = 365;
    private static final int MAX_RENEWALS = 1000;

    private final Fields body;
    private final Currency currency;

    ReadTerms(Fields body, Currency currency) {
        this.body = body;
        this.currency = currency;
    }

    /** The terms of a new offer. */
    Terms create() {
        return read(Optional.empty());
    }

    /** The terms of an offer that is to change. */
    Offer change(Offer old) {
        return read(Optional.of(old.terms())).offer(old.number(), old.createdAt(), old.version() + 1);
    }

    private Terms read(Optional<Terms> old) {
        String name = body.has("name") || old.isEmpty()
                ? body.requiredText("name", 200)
                : old.get().name();
        Optional<OfferType> type = type(old);
        Optional<Tiers> tiers = new ReadTiers(body, currency).read(type, old.flatMap(Terms::tiers));
        Terms terms = new Terms(
                name,
                type.orElse(OfferType.PERCENT_OF_SALE),
                tiers.map(each -> each.steps().getFirst().percent()).orElseGet(() -> amount(type, old)),
                inRange("window_days", 1, MAX_WINDOW)
                        .orElse(old.map(Terms::windowDays).orElse(Terms.DEFAULT_WINDOW)),
                orOld("auto_approve_days", MAX_APPROVE, old.flatMap(Terms::autoApproveDays)),
                tiers,
                new ReadOverrides(body, currency).read(old.map(Terms::overrides).orElse(List.of())),
                orOld("renewal_limit", MAX_RENEWALS, old.flatMap(Terms::renewalLimit)));
        if (tiers.isPresent()) {
            notWithTiers(terms.amount());
        }
        body.done();
        return terms;
    }

    private Optional<OfferType> type(Optional<Terms> old) {
        boolean named = body.has("type") && !body.isNull("type");
        if (!named && old.isEmpty()) {
            body.error("type", "is required");
        }
        return named ? body.choice("type", OfferType.BY_NAME) : old.map(Terms::type);
    }

    /** The amount of an offer without tiers. */
    private BigDecimal amount(Optional<OfferType> type, Optional<Terms> old) {
        boolean named = body.has("amount") && !body.isNull("amount");
        Optional<BigDecimal> before =
                old.filter(terms -> terms.type() != OfferType.TIERED).map(Terms::amount);
        Optional<BigDecimal> amount = named ? body.decimal("amount") : before;
        boolean tiered = type.filter(OfferType.TIERED::equals).isPresent();
        if (!named && before.isEmpty() && !tiered) {
            body.error("amount", "is required");
        }
        if (type.isPresent() && !tiered && amount.isPresent()) {
            new ReadRate(body, currency).check("amount", type.get(), amount.get());
        }
        return amount.orElse(BigDecimal.ZERO);
    }

    /** Of tiers it is the first one's percentage, which nobody needs to say. */
    private void notWithTiers(BigDecimal first) {
        if (body.decimal("amount")
                .filter(amount -> amount.compareTo(first) != 0)
                .isPresent()) {
            body.error("amount", "comes from the first tier: leave it out");
        }
    }

    private Optional<Integer> orOld(String name, int to, Optional<Integer> old) {
        return body.has(name) ? inRange(name, 0, to) : old;
    }

    private Optional<Integer> inRange(String name, int from, int to) {
        return ReadRate.inRange(body, name, from, to);
    }
}
