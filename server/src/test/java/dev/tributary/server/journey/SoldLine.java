package dev.tributary.server.journey;

import java.math.BigDecimal;

/** A line of an order as its shop has it. What a piece costs is in tenths, so that its tax has no odd cents. */
final class SoldLine {
    final long id;
    final String sku;
    final int quantity;
    final BigDecimal price;
    BigDecimal discount = BigDecimal.ZERO.setScale(2);
    /** Pieces that came back by a refund. */
    int back;
    /** Pieces that were taken out of the order without one. */
    int gone;

    SoldLine(long id, String sku, int quantity, BigDecimal price) {
        this.id = id;
        this.sku = sku;
        this.quantity = quantity;
        this.price = price;
    }

    /** Of some pieces at some price. */
    static SoldLine any(Chance chance, long id) {
        return new SoldLine(id, "T" + chance.below(4), 1 + chance.below(4), tenths(1 + chance.below(500)));
    }

    static BigDecimal tenths(int count) {
        return BigDecimal.valueOf(count * 10L, 2);
    }

    int left() {
        return quantity - back - gone;
    }

    boolean isUntouched() {
        return left() == quantity;
    }

    /** What a piece costs after discounts. */
    BigDecimal piece() {
        return price.subtract(discount);
    }

    BigDecimal worth(int pieces) {
        return piece().multiply(BigDecimal.valueOf(pieces));
    }

    ToldOrder.Line told() {
        return new ToldOrder.Line(id, sku, quantity, quantity - left(), worth(quantity));
    }
}
