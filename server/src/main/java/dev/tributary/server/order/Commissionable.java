package dev.tributary.server.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an order earns commission: its items after all discounts, without shipping, tax and gift cards. The order's
 * own discount is spread over the lines in proportion, so that the shares add up to it to the cent.
 */
public final class Commissionable {
    private Commissionable() {}

    /**
     * A line's part.
     *
     * @param net its commissionable amount, at the currency's scale, never negative
     */
    public record Line(OrderLine line, BigDecimal net) {}

    /** The lines that earn, in the order's order. Gift cards are left out. */
    public static List<Line> lines(Sale sale) {
        int scale = sale.currency().getDefaultFractionDigits();
        List<OrderLine> earning =
                sale.lines().stream().filter(line -> !line.giftCard()).toList();
        List<BigDecimal> amounts =
                earning.stream().map(OrderLine::afterOwnDiscount).toList();
        List<BigDecimal> shares = spread(sale.discount(), amounts, scale);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < earning.size(); i++) {
            BigDecimal net = amounts.get(i)
                    .subtract(shares.get(i))
                    .subtract(earning.get(i).includedTax())
                    .max(BigDecimal.ZERO);
            lines.add(new Line(earning.get(i), net.setScale(scale, RoundingMode.HALF_EVEN)));
        }
        return List.copyOf(lines);
    }

    /** The sum of {@link #lines}, at the currency's scale. */
    public static BigDecimal total(Sale sale) {
        return lines(sale).stream()
                .map(Line::net)
                .reduce(BigDecimal.ZERO.setScale(sale.currency().getDefaultFractionDigits()), BigDecimal::add);
    }

    /**
     * Splits a discount in proportion to the amounts. Rounding the running sum instead of each share makes the shares
     * add up, and no share larger than its amount.
     */
    static List<BigDecimal> spread(BigDecimal discount, List<BigDecimal> amounts, int scale) {
        BigDecimal whole = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal toSpread = discount.min(whole);
        List<BigDecimal> shares = new ArrayList<>();
        BigDecimal running = BigDecimal.ZERO;
        BigDecimal given = BigDecimal.ZERO.setScale(scale);
        for (BigDecimal amount : amounts) {
            running = running.add(amount);
            BigDecimal due = whole.signum() == 0
                    ? given
                    : toSpread.multiply(running).divide(whole, scale, RoundingMode.HALF_EVEN);
            shares.add(due.subtract(given));
            given = due;
        }
        return shares;
    }
}
