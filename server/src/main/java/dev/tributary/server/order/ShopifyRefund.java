package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads a message of {@code refunds/create}, or one of the {@code refunds} that a message about an order holds; they look
 * alike. How much was given back say the transactions; where there are none, the lines and the adjustments.
 *
 * <p>An adjustment of the kind {@code shipping_refund} is for shipping. Any other tells how far the money given back is
 * from what the lines are worth: below zero where it was more, as in refunds of an amount without lines.
 */
final class ShopifyRefund {
    private static final int MOST_LINES = 1000;
    private static final String SHIPPING = "shipping_refund";
    private static final Set<String> FAILED = Set.of("failure", "error");

    private final ShopNode body;
    private final Instant now;

    /**
     * Begins with a refund.
     *
     * @param now stands in for a time that it lacks
     */
    ShopifyRefund(ShopNode body, Instant now) {
        this.body = body;
        this.now = now;
    }

    /** Orders have lines; refunds have an order. */
    static boolean looksLike(JsonNode message) {
        return message.has("order_id")
                && !message.has("line_items")
                && (message.has("refund_line_items")
                        || message.has("transactions")
                        || message.has("order_adjustments"));
    }

    /** The refund of a message of its own. */
    IncomingRefund read(SourceId source, byte[] raw) {
        return new IncomingRefund(new OrderKey(source.toString(), body.id("order_id")), refund(), raw);
    }

    /** The refund as a part of a message about its order; empty if it says nothing, or nothing came of it. */
    Optional<IncomingRefund> within(OrderKey order) {
        boolean silent =
                lines().isEmpty() && transactions().isEmpty() && adjustments().isEmpty();
        return silent || hasFailed()
                ? Optional.empty()
                : Optional.of(new IncomingRefund(order, refund(), Json.bytes(body.node())));
    }

    /** Whether the money did not go back; the shop may try again, under the same id. */
    boolean hasFailed() {
        return !transactions().isEmpty() && transactions().stream().noneMatch(ShopifyRefund::counts);
    }

    private Refund refund() {
        return new Refund(
                body.id("id"),
                body.time("processed_at").or(() -> body.time("created_at")).orElse(now),
                amount(),
                lines().stream().map(ShopifyRefund::line).toList(),
                shipping(),
                tax(),
                false);
    }

    private List<ShopNode> lines() {
        List<ShopNode> lines = body.list("refund_line_items");
        if (lines.size() > MOST_LINES) {
            throw body.wrong("refund_line_items", "must have at most " + MOST_LINES + " items");
        }
        return lines;
    }

    private static RefundLine line(ShopNode line) {
        Optional<ShopNode> sold = line.object("line_item");
        return new RefundLine(
                line.digits("line_item_id").or(() -> sold.flatMap(item -> item.digits("id"))),
                Optional.empty(),
                sold.flatMap(item -> item.text("sku")),
                line.quantity("quantity"),
                line.amount("subtotal").map(BigDecimal::abs));
    }

    private List<ShopNode> transactions() {
        return body.list("transactions").stream()
                .filter(one -> one.text("kind").filter("refund"::equals).isPresent())
                .toList();
    }

    private static boolean counts(ShopNode transaction) {
        return transaction.text("status").filter(FAILED::contains).isEmpty();
    }

    private List<ShopNode> adjustments() {
        return body.list("order_adjustments");
    }

    private Optional<BigDecimal> amount() {
        List<ShopNode> counting =
                transactions().stream().filter(ShopifyRefund::counts).toList();
        if (!counting.isEmpty()) {
            return Optional.of(
                    sum(counting.stream().map(one -> one.amount("amount").map(BigDecimal::abs))));
        }
        BigDecimal adjusted =
                sum(adjustments().stream().flatMap(one -> Stream.of(one.amount("amount"), one.amount("tax_amount"))));
        if (lines().isEmpty()) {
            return Optional.of(adjusted.abs());
        }
        boolean told = !adjustments().isEmpty()
                && lines().stream().allMatch(line -> line.amount("subtotal").isPresent());
        return told
                ? Optional.of(sum(lines().stream()
                                .flatMap(line -> Stream.of(line.amount("subtotal"), line.amount("total_tax"))))
                        .subtract(adjusted)
                        .max(BigDecimal.ZERO))
                : Optional.empty();
    }

    private Optional<BigDecimal> shipping() {
        BigDecimal shipping = sum(shippingAdjustments().map(one -> one.amount("amount")));
        return Optional.of(shipping.abs());
    }

    private Optional<BigDecimal> tax() {
        if (!lines().isEmpty()
                && lines().stream().noneMatch(line -> line.amount("total_tax").isPresent())) {
            return Optional.empty();
        }
        BigDecimal onLines = sum(lines().stream().map(line -> line.amount("total_tax")));
        BigDecimal onShipping = sum(shippingAdjustments().map(one -> one.amount("tax_amount")));
        return Optional.of(onLines.abs().add(onShipping.abs()));
    }

    private Stream<ShopNode> shippingAdjustments() {
        return adjustments().stream()
                .filter(one -> one.text("kind").filter(SHIPPING::equals).isPresent());
    }

    private static BigDecimal sum(Stream<Optional<BigDecimal>> amounts) {
        return amounts.flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
