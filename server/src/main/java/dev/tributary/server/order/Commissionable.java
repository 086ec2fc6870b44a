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
    /** Which line gets the odd cent of a discount must not depend on where in the order it stands. */
    private static final Comparator<OrderLine> BY_WORTH = Comparator.comparing(OrderLine::afterOwnDiscount)
            .thenComparing(line -> line.upperSku().orElse(""))
            .thenComparingInt(OrderLine::quantity)
            .thenComparing(OrderLine::includedTax)
            .thenComparing(OrderLine::price)
            .thenComparing(line -> line.name().orElse(""));

    /**
     * A line that earns.
     *
     * @param place its place in the order, from 1; 0 where there is no order
     * @param net its commissionable amount
     */
    public record Line(int place, OrderLine line, BigDecimal net) {
        /** A line of no order. */
        public Line(OrderLine line, BigDecimal net) {
            this(0, line, net);
        }
    }

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

    private static List<Line> lines(Sale sale, boolean withTax) {
        List<BigDecimal> paid = paid(sale);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < sale.lines().size(); i++) {
            OrderLine line = sale.lines().get(i);
            if (!line.giftCard()) {
                BigDecimal tax = withTax ? BigDecimal.ZERO : line.includedTax();
                BigDecimal net = paid.get(i).subtract(tax).max(BigDecimal.ZERO);
                lines.add(new Line(i + 1, line, net.setScale(scale(sale), RoundingMode.HALF_EVEN)));
            }
        }
        return List.copyOf(lines);
    }

    /**
     * What the customer paid for each line after all discounts, without tax that was added on top. Gift cards take no
     * part in the order's discount.
     */
    static List<BigDecimal> paid(Sale sale) {
        List<BigDecimal> paid = new ArrayList<>(
                sale.lines().stream().map(OrderLine::afterOwnDiscount).toList());
        List<Integer> sharing = IntStream.range(0, paid.size())
                .boxed()
                .filter(i -> !sale.lines().get(i).giftCard())
                .sorted(Comparator.comparing(sale.lines()::get, BY_WORTH))
                .toList();
        List<BigDecimal> shares =
                spread(sale.discount(), sharing.stream().map(paid::get).toList(), scale(sale));
        for (int i = 0; i < sharing.size(); i++) {
            int line = sharing.get(i);
            paid.set(line, paid.get(line).subtract(shares.get(i)));
        }
        return paid;
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
