package dev.tributary.server.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was sold. Amounts are in {@code currency}, at its scale.
 *
 * @param reference the order's number as people know it; {@code order_id} of the classic payload
 * @param discount on the order as a whole, apart from the lines' own discounts
 * @param shipping what the customer paid for it
 * @param tax added on top of the prices; tax that the prices contain stands in the lines
 * @param total what the customer paid: items less discounts, with shipping and tax
 * @param recurring whether it renews a subscription
 * @param test whether the shop marks it as a trial run
 */
public record Sale(
        String reference,
        Origin origin,
        Currency currency,
        Instant created,
        List<OrderLine> lines,
        BigDecimal discount,
        BigDecimal shipping,
        BigDecimal tax,
        BigDecimal total,
        Buyer buyer,
        boolean recurring,
        Optional<String> subscription,
        boolean test) {

    /** The same, which began this subscription. */
    Sale beginning(Optional<String> other) {
        return new Sale(
                reference, origin, currency, created, lines, discount, shipping, tax, total, buyer, recurring, other,
                test);
    }

    /** Pieces sold. */
    public long items() {
        return lines.stream().mapToLong(OrderLine::quantity).sum();
    }

    /** The products' names, joined by commas; empty if no line has one. */
    public Optional<String> productNames() {
        String joined = lines.stream().flatMap(line -> line.name().stream()).collect(Collectors.joining(", "));
        return Optional.of(joined).filter(names -> !names.isEmpty());
    }
}
