package dev.tributary.server.order;

import dev.tributary.server.api.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the body of {@code POST /api/v1/orders/{id}/refunds}. */
final class ReadRefund {
    private static final int MOST_LINES = 500;
    private static final int LONGEST = 255;
    /** Clocks of shops differ from ours. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private final Fields body;
    private final Order order;
    private final ReadAmounts amounts;

    ReadRefund(Fields body, Order order) {
        this.body = body;
        this.order = order;
        this.amounts = new ReadAmounts(order.sale().currency());
    }

    /**
     * Reads everything.
     *
     * @throws dev.tributary.server.api.Problem 422 with all that is wrong
     */
    IncomingRefund read(Instant now) {
        String key = body.requiredText("refund_id", LONGEST);
        Instant at = body.time("created").orElse(now);
        if (at.isAfter(now.plus(AHEAD))) {
            body.error("created", "must not be in the future");
        }
        Refund refund = new Refund(
                key,
                at,
                amounts.optional(body, "amount"),
                lines(),
                amounts.optional(body, "shipping"),
                amounts.optional(body, "tax"),
                false);
        if (refund.amount().isEmpty()
                && refund.lines().isEmpty()
                && refund.shipping().isEmpty()) {
            body.error("amount", "is required where there are no items");
        }
        body.done();
        return new IncomingRefund(order.key(), refund, body.raw());
    }

    private List<RefundLine> lines() {
        List<RefundLine> lines = new ArrayList<>();
        for (Fields item : body.objects("items", MOST_LINES)) {
            Optional<String> sku = item.text("sku", LONGEST).filter(text -> !text.isEmpty());
            Optional<Long> line = item.whole("line");
            check(item, sku, line);
            lines.add(new RefundLine(
                    Optional.empty(),
                    line.map(place -> Math.clamp(place, 1, Integer.MAX_VALUE)),
                    sku,
                    Math.clamp(item.whole("quantity").orElse(0L), 0, 1_000_000),
                    amounts.optional(item, "amount")));
        }
        return lines;
    }

    private void check(Fields item, Optional<String> sku, Optional<Long> line) {
        List<OrderLine> sold = order.sale().lines();
        if (sku.isEmpty() && line.isEmpty()) {
            item.error("sku", "is required, or line: the place of the item in the order, from 1");
        }
        if (line.filter(place -> place < 1 || place > sold.size()).isPresent()) {
            item.error("line", "must be from 1 to " + sold.size());
        }
        if (sku.filter(text -> sold.stream()
                        .noneMatch(
                                one -> one.sku().filter(text::equalsIgnoreCase).isPresent()))
                .isPresent()) {
            item.error("sku", "is in no line of the order");
        }
        if (item.whole("quantity")
                .filter(count -> count < 0 || count > 1_000_000)
                .isPresent()) {
            item.error("quantity", "must be from 0 to 1000000");
        }
    }
}
