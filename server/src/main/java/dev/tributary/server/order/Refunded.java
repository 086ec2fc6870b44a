package dev.tributary.server.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much of an order was given back so far. It follows from the order and the set of its refunds alone, not from the
 * order in which anybody heard of them.
 *
 * <p>What came back of a line is counted in pieces; where less money was given back than the pieces were worth, the
 * money's share is smaller than the pieces'. An amount of which the shop does not say what it was for is a share of all
 * that is left of the order. Once everything was given back, or the order was undone, all shares are 1.
 *
 * @param whole whether all of it came back
 * @param total the money given back, at the currency's scale, at most the order's total
 * @param lines a share for each line of the order
 * @param shipping the share of the shipping
 * @param tax the share of the tax that was added on top
 * @param rest the share of what is in no line
 * @param at when the last refund was made; empty if there was none
 */
public record Refunded(
        boolean whole,
        BigDecimal total,
        List<Line> lines,
        BigDecimal shipping,
        BigDecimal tax,
        BigDecimal rest,
        Optional<Instant> at) {
    public Refunded {
        lines = List.copyOf(lines);
    }

    /**
     * How much of a line came back, each from 0 to 1.
     *
     * @param money of what it cost
     * @param pieces of its pieces
     */
    public record Line(Optional<String> shopLine, BigDecimal money, BigDecimal pieces) {}

    /** Counts the refunds of an order, in whatever order they are listed. */
    public static Refunded of(Order order, List<Refund> refunds) {
        CountRefunds count = new CountRefunds(order.sale());
        refunds.stream()
                .sorted(Comparator.comparing(Refund::at).thenComparing(Refund::key))
                .forEach(count::add);
        return count.result(order.told() != OrderState.OPEN);
    }

    /** Whether anything came back, be it worth nothing. */
    boolean isSomething() {
        return total.signum() > 0
                || lines.stream().anyMatch(line -> line.pieces().signum() > 0);
    }

    /**
     * How much of a line came back. One that was edited out of the order since came back wholly.
     *
     * @param place where in the order it stood, from 1
     */
    public Line line(Optional<String> shopLine, int place) {
        if (shopLine.isEmpty() && place >= 1 && place <= lines.size()) {
            return lines.get(place - 1);
        }
        return lines.stream()
                .filter(line -> line.shopLine().equals(shopLine))
                .findFirst()
                .orElse(new Line(shopLine, BigDecimal.ONE, BigDecimal.ONE));
    }
}
