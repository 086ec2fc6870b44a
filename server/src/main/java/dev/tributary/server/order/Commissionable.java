package dev.tributary.server.order;

import dev.tributary.server.account.AttributionRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What of an order earns commission: its items after all discounts, without gift cards, and without shipping and tax
 * unless the account says otherwise. The order's own discount is spread over the lines in proportion, so that the
 * shares add up to it to the cent, whatever order the lines stand in. Amounts are at the currency's scale, never negative.
 *
 * @param lines the earning lines, in the order's order
 * @param extras shipping and tax, where the account counts them
 */
public record Commissionable(List<Line> lines, BigDecimal extras) {
    /**
     * A line that earns.
     *
     * @param net its commissionable amount
     */
    public record Line(OrderLine line, BigDecimal net) {}

    public static Commissionable of(Sale sale, AttributionRules rules) {
        BigDecimal zero = BigDecimal.ZERO.setScale(scale(sale));
        BigDecimal shipping = rules.commissionOnShipping() ? sale.shipping() : zero;
        BigDecimal tax = rules.commissionOnTax() ? sale.tax() : zero;
        return new Commissionable(lines(sale, rules.commissionOnTax()), shipping.add(tax));
    }

    /** The lines with one of these SKUs, upper-cased, and nothing else. */
    public Commissionable only(Set<String> skus) {
        List<Line> some = lines.stream()
                .filter(line -> line.line().upperSku().filter(skus::contains).isPresent())
                .toList();
        return new Commissionable(some, BigDecimal.ZERO.setScale(extras.scale()));
    }

    public BigDecimal total() {
        return lines.stream().map(Line::net).reduce(extras, BigDecimal::add);
    }

    /** In what order a discount is spread: by what a line is, so that it does not matter where it stands. */
    private static final Comparator<OrderLine> SPREAD = Comparator.comparing(OrderLine::afterOwnDiscount)
            .thenComparing(OrderLine::includedTax)
            .thenComparing(line -> line.upperSku().orElse(""))
            .thenComparing(OrderLine::quantity);

    private static List<Line> lines(Sale sale, boolean withTax) {
        List<OrderLine> earning =
                sale.lines().stream().filter(line -> !line.giftCard()).toList();
        List<Integer> order = IntStream.range(0, earning.size())
                .boxed()
                .sorted(Comparator.comparing(earning::get, SPREAD))
                .toList();
        List<BigDecimal> amounts =
                order.stream().map(i -> earning.get(i).afterOwnDiscount()).toList();
        List<BigDecimal> shares = spread(sale.discount(), amounts, scale(sale));
        Line[] lines = new Line[earning.size()];
        for (int i = 0; i < lines.length; i++) {
            OrderLine line = earning.get(order.get(i));
            BigDecimal taken = withTax ? shares.get(i) : shares.get(i).add(line.includedTax());
            BigDecimal net = amounts.get(i).subtract(taken).max(BigDecimal.ZERO);
            lines[order.get(i)] = new Line(line, net.setScale(scale(sale), RoundingMode.HALF_EVEN));
        }
        return List.of(lines);
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

    private static int scale(Sale sale) {
        return sale.currency().getDefaultFractionDigits();
    }
}
