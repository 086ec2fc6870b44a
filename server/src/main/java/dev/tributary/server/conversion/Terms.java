package dev.tributary.server.conversion;

import dev.tributary.server.offer.OfferType;
import dev.tributary.server.offer.Pay;
import dev.tributary.server.offer.SkuOverride;
import dev.tributary.server.order.OrderLine;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an offer pays for an order. */
sealed interface Terms {
    /**
     * A share of every commissionable line.
     *
     * @param percent such as 10 for 10 %
     */
    record PercentOfSale(BigDecimal percent) implements Terms {}

    /**
     * So much for every piece.
     *
     * @param amount in the order's currency
     */
    record PerItem(BigDecimal amount) implements Terms {}

    /**
     * So much for every order with at least one commissionable line.
     *
     * @param amount in the order's currency
     */
    record PerOrder(BigDecimal amount) implements Terms {}

    /** Flat amounts are in the account's currency; an order in another one earns nothing by them. */
    record NotInThisCurrency() implements Terms {}

    /**
     * Some SKUs have terms of their own, which replace those of the rest; shipping and tax go with the rest.
     *
     * @param skus by SKU, upper-cased
     */
    record BySku(Terms rest, Map<String, Terms> skus) implements Terms {}

    /** What a line goes by. */
    default Terms at(OrderLine line) {
        return switch (this) {
            case BySku(Terms rest, Map<String, Terms> skus) ->
                line.upperSku().map(sku -> skus.getOrDefault(sku, rest)).orElse(rest);
            case PercentOfSale _, PerItem _, PerOrder _, NotInThisCurrency _ -> this;
        };
    }

    /**
     * What an offer pays.
     *
     * @param own whether the order is in the account's currency, the only one that flat amounts hold in
     */
    static Terms of(Pay pay, boolean own) {
        Terms rest = of(pay.type(), pay.amount(), own);
        if (pay.overrides().isEmpty()) {
            return rest;
        }
        Function<SkuOverride, Terms> terms = override -> of(override.type(), override.amount(), own);
        return new BySku(rest, pay.overrides().stream().collect(Collectors.toUnmodifiableMap(SkuOverride::sku, terms)));
    }

    private static Terms of(OfferType type, BigDecimal amount, boolean own) {
        return switch (type) {
            case PERCENT_OF_SALE, TIERED -> new PercentOfSale(amount);
            case FLAT_RATE_PER_ITEM -> own ? new PerItem(amount) : new NotInThisCurrency();
            case FLAT_RATE_PER_ORDER -> own ? new PerOrder(amount) : new NotInThisCurrency();
        };
    }
}
