package dev.tributary.server.order;

import dev.tributary.server.page.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A refund on its order's page.
 *
 * @param key its id in the shop; empty where the shop tells a sum
 * @param amount what was given back
 * @param what the pieces that came back, such as {@code 2 × Green tea}; empty for an amount alone
 */
public record RefundRow(String key, Instant at, String amount, String what) {
    static List<RefundRow> of(Receipt receipt) {
        return receipt.refunds().stream()
                .map(refund -> of(receipt.order(), refund))
                .toList();
    }

    private static RefundRow of(Order order, Refund refund) {
        return new RefundRow(
                refund.soFar() ? "" : RefundView.name(order, refund),
                refund.at(),
                Format.money(RefundView.worth(order, refund), order.sale().currency()),
                refund.lines().stream()
                        .map(line -> Format.count(line.quantity()) + " × " + name(order.sale(), line))
                        .collect(Collectors.joining(", ")));
    }

    private static String name(Sale sale, RefundLine line) {
        Optional<OrderLine> sold = sale.lines().stream()
                .filter(one -> line.shopLine().isPresent() && one.shopLine().equals(line.shopLine()))
                .findFirst()
                .or(() -> line.line()
                        .filter(place -> place <= sale.lines().size())
                        .map(place -> sale.lines().get(place - 1)));
        return sold.flatMap(OrderLine::name)
                .or(line::sku)
                .or(() -> sold.flatMap(OrderLine::sku))
                .orElse("a product");
    }
}
