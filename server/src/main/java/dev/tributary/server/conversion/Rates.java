package dev.tributary.server.conversion;

import dev.tributary.server.offer.Pay;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * What partners earn by an order: their offers, with the tiers that they have reached. Tiers are climbed in the
 * account's currency and hold in it alone: an order in another one earns by the first, while flat amounts earn nothing
 * there.
 *
 * @param percents of the tiers reached, by affiliate; who is missing is at the first
 */
record Rates(Map<Long, BigDecimal> percents) {
    static final Rates FIRST = new Rates(Map.of());

    Rates {
        percents = Map.copyOf(percents);
    }

    /** What the partner's offer pays for an order in this currency. */
    Pay pay(Partner partner, Currency ordered) {
        return partner.offer()
                .pay(
                        ordered.equals(partner.currency())
                                ? Optional.ofNullable(percents.get(partner.number()))
                                : Optional.empty());
    }

    /** The same as commission is counted by. */
    Terms terms(Partner partner, Currency ordered) {
        return Terms.of(pay(partner, ordered), ordered.equals(partner.currency()));
    }
}
