package dev.tributary.server.order;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refund as the API answers with it. */
final class RefundView {
    private RefundView() {}

    static List<Map<String, @Nullable Object>> of(Receipt receipt) {
        return receipt.refunds().stream()
                .map(refund -> of(receipt.order(), refund))
                .toList();
    }

    private static Map<String, @Nullable Object> of(Order order, Refund refund) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", refund.soFar() ? null : name(order, refund));
        view.put("created", refund.at().toString());
        view.put("amount", worth(order, refund).toPlainString());
        view.put("so_far", refund.soFar());
        view.put("items", refund.lines().stream().map(RefundView::line).toList());
        return view;
    }

    /** Its id as the sender knows it. */
    static String name(Order order, Refund refund) {
        String prefix = order.id() + "/";
        return refund.key().startsWith(prefix) ? refund.key().substring(prefix.length()) : refund.key();
    }

    /** What a refund was worth, also where the shop told lines alone. */
    static BigDecimal worth(Order order, Refund refund) {
        return Refunded.of(order.in(OrderState.OPEN, order.changed()), List.of(refund))
                .total();
    }

    private static Map<String, @Nullable Object> line(RefundLine line) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("line_id", line.shopLine().orElse(null));
        view.put("sku", line.sku().orElse(null));
        view.put("quantity", line.quantity());
        view.put("amount", text(line.amount()));
        return view;
    }

    private static @Nullable String text(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse(null);
    }
}
