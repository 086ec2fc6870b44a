package dev.tributary.server.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays the refunds of one order beside its lines. Used once. */
final class CountRefunds {
    private static final MathContext FINE = MathContext.DECIMAL128;

    private final Sale sale;
    private final int scale;
    private final List<LineTally> lines = new ArrayList<>();
    private BigDecimal items = BigDecimal.ZERO;
    private BigDecimal shipping = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;
    private BigDecimal unexplained = BigDecimal.ZERO;
    private BigDecimal given = BigDecimal.ZERO;
    /** What shops that tell sums told last, by whose sum it is: one invoice may be paid by several payments. */
    private final Map<String, BigDecimal> told = new HashMap<>();

    private Optional<Instant> at = Optional.empty();

    CountRefunds(Sale sale) {
        this.sale = sale;
        this.scale = sale.currency().getDefaultFractionDigits();
        List<BigDecimal> paid = Commissionable.paid(sale);
        for (int i = 0; i < paid.size(); i++) {
            lines.add(new LineTally(sale.lines().get(i), paid.get(i)));
            items = items.add(paid.get(i));
        }
    }

    /** Refunds are added by time, so that pieces named by SKU alone fill the lines in one way only. */
    void add(Refund refund) {
        at = Optional.of(refund.at());
        if (refund.soFar()) {
            told.merge(refund.key(), refund.amount().orElseThrow(), BigDecimal::max);
        } else {
            lay(refund);
        }
    }

    private void lay(Refund refund) {
        List<LineTally.Part> parts = refund.lines().stream()
                .flatMap(line -> LineTally.parts(lines, line).stream())
                .toList();
        BigDecimal worth = parts.stream().map(LineTally.Part::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal forShipping = refund.shipping().orElse(BigDecimal.ZERO);
        BigDecimal forTax = tax(refund, worth);
        BigDecimal explained = worth.add(forShipping).add(forTax);
        BigDecimal amount = refund.amount().orElseGet(() -> explained.add(unmatched(refund, parts)));
        BigDecimal ratio = ratio(amount, explained, parts.size());
        parts.forEach(part -> part.add(ratio));
        shipping = shipping.add(forShipping.multiply(ratio));
        tax = tax.add(forTax.multiply(ratio));
        if (amount.subtract(explained).compareTo(slack(parts.size())) > 0) {
            unexplained = unexplained.add(amount.subtract(explained));
        }
        given = given.add(amount);
    }

    /** Tax that prices contain comes back with the lines; where the shop is silent, lines bring back their share. */
    private BigDecimal tax(Refund refund, BigDecimal worth) {
        if (sale.tax().signum() == 0) {
            return BigDecimal.ZERO;
        }
        return refund.tax().orElseGet(() -> share(worth));
    }

    /** The tax on top that goes with so much of the items. */
    private BigDecimal share(BigDecimal worth) {
        return items.signum() == 0
                ? BigDecimal.ZERO
                : sale.tax().multiply(worth.min(items)).divide(items, FINE);
    }

    /** What a shop wrote for lines that the order does not have. */
    private static BigDecimal unmatched(Refund refund, List<LineTally.Part> parts) {
        BigDecimal written = refund.lines().stream()
                .flatMap(line -> line.amount().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal matched = parts.stream()
                .filter(LineTally.Part::written)
                .map(LineTally.Part::worth)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return written.subtract(matched).max(BigDecimal.ZERO);
    }

    /** Below 1 where the shop kept a part of what the goods were worth. */
    private BigDecimal ratio(BigDecimal amount, BigDecimal explained, int parts) {
        return explained.subtract(amount).compareTo(slack(parts)) > 0 ? amount.divide(explained, FINE) : BigDecimal.ONE;
    }

    /** Shops round each line on its own: so much may sums differ without meaning anything. */
    private BigDecimal slack(int parts) {
        return BigDecimal.valueOf(parts, scale);
    }

    Refunded result(boolean undone) {
        BigDecimal removed = lines.stream().map(LineTally::removedWorth).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal removedTax = share(removed);
        BigDecimal gone = given.add(removed).add(removedTax);
        BigDecimal sums = told.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal back = gone.max(sums);
        boolean whole = undone || everything(back);
        BigDecimal rest = whole
                ? BigDecimal.ONE
                : rest(unexplained.add(sums.subtract(gone).max(BigDecimal.ZERO)), removedTax);
        return new Refunded(
                whole,
                whole ? sale.total() : back.min(sale.total()).setScale(scale, RoundingMode.HALF_EVEN),
                lines.stream().map(line -> line.share(rest)).toList(),
                share(shipping, sale.shipping(), rest),
                share(tax.add(removedTax), sale.tax(), rest),
                rest,
                at);
    }

    private boolean everything(BigDecimal back) {
        if (at.isEmpty() && back.signum() == 0) {
            return false;
        }
        return sale.total().signum() > 0
                ? back.setScale(scale, RoundingMode.HALF_EVEN).compareTo(sale.total()) >= 0
                : !lines.isEmpty() && lines.stream().allMatch(LineTally::isBack);
    }

    private BigDecimal rest(BigDecimal amount, BigDecimal removedTax) {
        if (amount.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal others =
                sale.total().subtract(items).subtract(shipping).subtract(tax).subtract(removedTax);
        BigDecimal left = lines.stream().map(LineTally::left).reduce(others.max(BigDecimal.ZERO), BigDecimal::add);
        return amount.compareTo(left) >= 0 ? BigDecimal.ONE : amount.divide(left, FINE);
    }

    private static BigDecimal share(BigDecimal back, BigDecimal of, BigDecimal rest) {
        BigDecimal own = of.signum() == 0 ? BigDecimal.ZERO : back.divide(of, FINE);
        return together(own, rest);
    }

    /** A share, and the share of what it leaves; at most 1. */
    static BigDecimal together(BigDecimal own, BigDecimal rest) {
        BigDecimal capped = own.min(BigDecimal.ONE);
        return capped.add(BigDecimal.ONE.subtract(capped).multiply(rest)).round(FINE);
    }
}
