package dev.tributary.server.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of an order, and what came back of it so far. */
final class LineTally {
    private static final MathContext FINE = MathContext.DECIMAL128;

    private final OrderLine line;
    private final BigDecimal paid;
    private int laid;
    private int pieces;
    private BigDecimal paidPieces = BigDecimal.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    LineTally(OrderLine line, BigDecimal paid) {
        this.line = line;
        this.paid = paid;
    }

    /**
     * What a refund brings back of a line.
     *
     * @param quantity pieces; 0 for money alone
     * @param worth what they are worth
     * @param written whether the shop wrote so
     */
    record Part(LineTally tally, int quantity, BigDecimal worth, boolean written) {
        /**
         * Whether it counts by its money, as a part of what the pieces are worth; shops round, so half a cent of each
         * piece means nothing. Pieces that came back for nothing, as the shop writes, brought no money back.
         */
        private boolean byMoney() {
            BigDecimal full = tally.worth(quantity);
            BigDecimal slack = tally.paid.ulp().multiply(BigDecimal.valueOf(Math.max(2, quantity)));
            return quantity == 0
                    || (written && worth.signum() == 0 && full.signum() > 0)
                    || (written && full.subtract(worth).multiply(BigDecimal.TWO).compareTo(slack) > 0);
        }

        /** Counts it, with that share of its worth given back. */
        void add(BigDecimal ratio) {
            tally.pieces += quantity;
            if (byMoney()) {
                tally.amount = tally.amount.add(worth.multiply(ratio));
            } else {
                tally.paidPieces =
                        tally.paidPieces.add(BigDecimal.valueOf(quantity).multiply(ratio));
            }
        }
    }

    /** What so many pieces cost. */
    private BigDecimal worth(int quantity) {
        return paid.multiply(BigDecimal.valueOf(quantity)).divide(BigDecimal.valueOf(line.quantity()), FINE);
    }

    /** Pieces that the shop has taken out of the order without a refund that names them. */
    private int removed() {
        return Math.max(0, line.removed() - pieces);
    }

    /** What those cost. */
    BigDecimal removedWorth() {
        return worth(removed());
    }

    /** Where a line of a refund belongs: one line, or several of the same SKU; nowhere if the order has none such. */
    static List<Part> parts(List<LineTally> lines, RefundLine refund) {
        List<LineTally> found = find(lines, refund);
        List<Part> parts = new ArrayList<>();
        int left = refund.quantity();
        for (LineTally tally : found) {
            boolean last = tally == found.getLast();
            int here = last ? left : Math.min(left, Math.max(0, tally.line.quantity() - tally.laid));
            if (here > 0 || (last && parts.isEmpty())) {
                parts.add(tally.part(here, refund));
                tally.laid += here;
                left -= here;
            }
        }
        return parts;
    }

    private static List<LineTally> find(List<LineTally> lines, RefundLine refund) {
        List<LineTally> named = refund.shopLine().stream()
                .flatMap(id -> lines.stream()
                        .filter(tally ->
                                tally.line.shopLine().filter(id::equals).isPresent()))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        Optional<LineTally> placed =
                refund.line().filter(place -> place <= lines.size()).map(place -> lines.get(place - 1));
        return placed.map(List::of)
                .orElseGet(() -> refund.sku().stream()
                        .flatMap(sku -> lines.stream()
                                .filter(tally -> tally.line
                                        .sku()
                                        .filter(sku::equalsIgnoreCase)
                                        .isPresent()))
                        .toList());
    }

    private Part part(int quantity, RefundLine refund) {
        BigDecimal worth = refund.amount()
                .map(written -> refund.quantity() == 0
                        ? written
                        : written.multiply(BigDecimal.valueOf(quantity))
                                .divide(BigDecimal.valueOf(refund.quantity()), FINE))
                .orElseGet(() -> worth(quantity));
        return new Part(this, quantity, worth, refund.amount().isPresent());
    }

    boolean isBack() {
        return pieces + removed() >= line.quantity();
    }

    /** What is left of what it cost. */
    BigDecimal left() {
        return paid.subtract(paid.multiply(money()));
    }

    Refunded.Line share(BigDecimal rest) {
        BigDecimal back = BigDecimal.valueOf(Math.min(pieces + removed(), line.quantity()))
                .divide(BigDecimal.valueOf(line.quantity()), FINE);
        return new Refunded.Line(
                line.shopLine(), CountRefunds.together(money(), rest), CountRefunds.together(back, rest));
    }

    private BigDecimal money() {
        BigDecimal byPieces =
                paidPieces.add(BigDecimal.valueOf(removed())).divide(BigDecimal.valueOf(line.quantity()), FINE);
        BigDecimal byAmount = paid.signum() == 0 ? BigDecimal.ZERO : amount.divide(paid, FINE);
        return byPieces.add(byAmount).min(BigDecimal.ONE);
    }
}
