package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an offer pays for an order: what is left of it once the affiliate's tier is known.
 *
 * @param amount per cent, or money in the account's currency; where the type is {@link OfferType#TIERED} the percentage
 *     of the tier that applies
 * @param overrides what single SKUs earn instead
 */
public record Pay(OfferType type, BigDecimal amount, List<SkuOverride> overrides) {
    public Pay {
        amount = Money.plain(amount);
        overrides = List.copyOf(overrides);
    }
}
