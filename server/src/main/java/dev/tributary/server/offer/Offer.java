package dev.tributary.server.offer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An offer.
 *
 * @param number unique in the account
 * @param version rises with every change
 */
public record Offer(long number, Terms terms, Instant createdAt, long version) {
    public String name() {
        return terms.name();
    }

    public OfferType type() {
        return terms.type();
    }

    /** See {@link Terms}. */
    public BigDecimal amount() {
        return terms.amount();
    }

    public int windowDays() {
        return terms.windowDays();
    }

    public Optional<Integer> autoApproveDays() {
        return terms.autoApproveDays();
    }

    public Optional<Tiers> tiers() {
        return terms.tiers();
    }

    public List<SkuOverride> overrides() {
        return terms.overrides();
    }

    public Optional<Integer> renewalLimit() {
        return terms.renewalLimit();
    }

    /**
     * What it pays.
     *
     * @param percent of the affiliate's tier; the first tier's unless told, and ignored where there are none
     */
    public Pay pay(Optional<BigDecimal> percent) {
        return new Pay(type(), tiers().flatMap(tiers -> percent).orElse(amount()), overrides());
    }

    /** Whether the terms are the same; who made them when, and how often they changed, does not matter. */
    boolean sameTerms(Offer other) {
        return terms.equals(other.terms);
    }
}
