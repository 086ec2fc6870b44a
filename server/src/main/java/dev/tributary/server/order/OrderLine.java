package dev.tributary.server.order;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of an order. Amounts are in the order's currency, at its scale, never negative.
 *
 * @param sku may be absent: not every shop has them
 * @param name what the shop calls the product
 * @param quantity at least 1
 * @param price of one piece, before discounts
 * @param discount on the whole line, apart from its share of the order's discount
 * @param includedTax the tax that the line's prices contain; zero where taxes are added on top
 * @param giftCard a gift card is money, not merchandise: no commission
 * @param shopLine the line's own id in the shop, by which refunds name it
 * @param removed pieces that the shop has taken out of the order since, refunded ones among them
 */
public record OrderLine(
        Optional<String> sku,
        Optional<String> name,
        int quantity,
        BigDecimal price,
        BigDecimal discount,
        BigDecimal includedTax,
        boolean giftCard,
        Optional<String> shopLine,
        int removed) {

    /** A line of a shop that takes nothing out of a line without lowering its quantity. */
    public OrderLine(
            Optional<String> sku,
            Optional<String> name,
            int quantity,
            BigDecimal price,
            BigDecimal discount,
            BigDecimal includedTax,
            boolean giftCard,
            Optional<String> shopLine) {
        this(sku, name, quantity, price, discount, includedTax, giftCard, shopLine, 0);
    }

    /** A line of a shop that gives its lines no ids. */
    public OrderLine(
            Optional<String> sku,
            Optional<String> name,
            int quantity,
            BigDecimal price,
            BigDecimal discount,
            BigDecimal includedTax,
            boolean giftCard) {
        this(sku, name, quantity, price, discount, includedTax, giftCard, Optional.empty());
    }

    /** The SKU as triggers are stored: upper-cased. */
    public Optional<String> upperSku() {
        return sku.map(text -> text.toUpperCase(Locale.ROOT));
    }

    /** Price times quantity less the line's own discount; never below zero. */
    BigDecimal afterOwnDiscount() {
        return price.multiply(BigDecimal.valueOf(quantity)).subtract(discount).max(BigDecimal.ZERO);
    }
}
