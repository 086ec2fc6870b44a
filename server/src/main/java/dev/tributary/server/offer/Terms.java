package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an offer says, without which offer it is.
 *
 * @param amount per cent, or money in the account's currency where the type is flat; of tiers the first one's percentage
 * @param windowDays how old a click may be, 1–3650
 * @param autoApproveDays after how many days a conversion approves itself, 0 at once; empty for never
 * @param tiers where the type is {@link OfferType#TIERED}, and there alone
 * @param overrides what single SKUs earn instead, each SKU once
 * @param renewalLimit how many renewals of a subscription are credited after its first order, 0–1000; empty for all
 */
public record Terms(
        String name,
        OfferType type,
        BigDecimal amount,
        int windowDays,
        Optional<Integer> autoApproveDays,
        Optional<Tiers> tiers,
        List<SkuOverride> overrides,
        Optional<Integer> renewalLimit) {

    /** How old a click may be unless the offer says otherwise, in days. */
    public static final int DEFAULT_WINDOW = 30;

    public Terms {
        amount = Money.plain(amount);
        overrides = List.copyOf(overrides);
    }

    /** Without tiers, the same for every SKU, and for every renewal. */
    public Terms(String name, OfferType type, BigDecimal amount, int windowDays, Optional<Integer> autoApproveDays) {
        this(name, type, amount, windowDays, autoApproveDays, Optional.empty(), List.of(), Optional.empty());
    }

    Offer offer(long number, Instant createdAt, long version) {
        return new Offer(number, this, createdAt, version);
    }
}
