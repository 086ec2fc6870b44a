package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import java.math.BigDecimal;

/**
 * What the lines of one SKU earn instead of what the offer pays for the rest.
 *
 * @param sku upper-cased
 * @param type a percentage, or flat per item
 * @param amount per cent, or money in the account's currency; zero for a SKU that earns nothing
 */
public record SkuOverride(String sku, OfferType type, BigDecimal amount) {
    public SkuOverride {
        amount = Money.plain(amount);
    }
}
