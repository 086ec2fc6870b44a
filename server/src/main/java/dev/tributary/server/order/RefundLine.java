package dev.tributary.server.order;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What came back of one line of an order. The line is found by the shop's own id of it, else by its place in the order,
 * else by its SKU; what fits no line counts as an amount alone.
 *
 * @param shopLine the line's id in the shop
 * @param line the line's place in the order, from 1
 * @param sku in whatever case
 * @param quantity pieces that came back; 0 where only money was given back
 * @param amount given back for it, after discounts and without tax that was added on top; empty for its share of what
 *     the line cost
 */
public record RefundLine(
        Optional<String> shopLine,
        Optional<Integer> line,
        Optional<String> sku,
        int quantity,
        Optional<BigDecimal> amount) {

    public static RefundLine ofShopLine(String shopLine, int quantity, Optional<BigDecimal> amount) {
        return new RefundLine(Optional.of(shopLine), Optional.empty(), Optional.empty(), quantity, amount);
    }

    public static RefundLine ofLine(int line, int quantity, Optional<BigDecimal> amount) {
        return new RefundLine(Optional.empty(), Optional.of(line), Optional.empty(), quantity, amount);
    }

    public static RefundLine ofSku(String sku, int quantity, Optional<BigDecimal> amount) {
        return new RefundLine(Optional.empty(), Optional.empty(), Optional.of(sku), quantity, amount);
    }
}
