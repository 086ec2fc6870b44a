package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads a message of {@code refunds/create}, or one of the {@code refunds} that a message about an order holds; they look
 * alike. How much was given back say the transactions; where there are none, or they are in the customer's currency and
 * not in the shop's, the lines, the shipping and the adjustments, which have their worth in both.
 *
 * <p>Shipping stands in {@code refund_shipping_lines}; before the API version 2024-10 in adjustments of the kind
 * {@code shipping_refund}, which some shops send besides. Any other adjustment tells how far the money given back is from
 * what the rest is worth: below zero where it was more, as in refunds of an amount without lines.
 */
final class ShopifyRefund {
    private static final int MOST_LINES = 1000;
    private static final MathContext FINE = MathContext.DECIMAL128;
    private static final String SHIPPING = "shipping_refund";
    private static final Set<String> FAILED = Set.of("failure", "error");

    private final ShopNode body;
    private final Instant now;
    private final Optional<String> currency;

    /**
     * Begins with a refund of a message of its own.
     *
     * @param now stands in for a time that it lacks
     */
    ShopifyRefund(ShopNode body, Instant now) {
        this(body, now, Optional.empty());
    }

    /**
     * Begins with a refund.
     *
     * @param currency the order's, which is the shop's, where the message tells it
     */
    ShopifyRefund(ShopNode body, Instant now, Optional<String> currency) {
        this.body = body;
        this.now = now;
        this.currency = currency.or(this::shopCurrency);
    }

    /** Orders have lines; refunds have an order. */
    static boolean looksLike(JsonNode message) {
        return message.has("order_id")
                && !message.has("line_items")
                && (message.has("refund_line_items")
                        || message.has("refund_shipping_lines")
                        || message.has("transactions")
                        || message.has("order_adjustments"));
    }

    /** The refund of a message of its own. */
    IncomingRefund read(SourceId source, byte[] raw) {
        return new IncomingRefund(new OrderKey(source.toString(), body.id("order_id")), refund(), raw);
    }

    /** The refund as a part of a message about its order; empty if it says nothing. */
    Optional<IncomingRefund> within(OrderKey order) {
        boolean silent = lines().isEmpty()
                && transactions().isEmpty()
                && adjustments().isEmpty()
                && shippingLines().isEmpty();
        return silent ? Optional.empty() : Optional.of(new IncomingRefund(order, refund(), Json.bytes(body.node())));
    }

    private Refund refund() {
        Refund.Standing standing = standing();
        boolean failed = standing == Refund.Standing.FAILED;
        return new Refund(
                body.id("id"),
                body.time("processed_at").or(() -> body.time("created_at")).orElse(now),
                failed ? Optional.of(BigDecimal.ZERO) : amount(),
                lines().stream().map(ShopifyRefund::line).toList(),
                Optional.of(shippingAmount()),
                tax(),
                false,
                standing);
    }

    private Refund.Standing standing() {
        if (transactions().isEmpty()) {
            return Refund.Standing.DONE;
        }
        List<String> counting = transactions().stream()
                .filter(ShopifyRefund::counts)
                .map(one -> one.text("status").orElse(""))
                .toList();
        if (counting.isEmpty()) {
            return Refund.Standing.FAILED;
        }
        return counting.contains("pending") ? Refund.Standing.PENDING : Refund.Standing.DONE;
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
                shop(line, "subtotal").map(BigDecimal::abs));
    }

    private List<ShopNode> transactions() {
        return body.list("transactions").stream()
                .filter(one -> one.text("kind").filter("refund"::equals).isPresent())
                .toList();
    }

    private static boolean counts(ShopNode transaction) {
        return transaction.text("status").filter(FAILED::contains).isEmpty();
    }

    /** What the customer's bank got, if that is what the order is counted in. */
    private boolean isInShopCurrency(ShopNode transaction) {
        Optional<String> paid = transaction.text("currency");
        return paid.isEmpty() || currency.isEmpty() || paid.equals(currency);
    }

    private List<ShopNode> adjustments() {
        return body.list("order_adjustments");
    }

    private List<ShopNode> shippingLines() {
        return body.list("refund_shipping_lines").stream()
                .filter(line -> shop(line, "subtotal_amount").isPresent())
                .toList();
    }

    private Optional<BigDecimal> amount() {
        List<ShopNode> counting =
                transactions().stream().filter(ShopifyRefund::counts).toList();
        boolean money = !counting.isEmpty() && counting.stream().allMatch(this::isInShopCurrency);
        return money
                ? Optional.of(
                        sum(counting.stream().map(one -> one.amount("amount").map(BigDecimal::abs))))
                : worth(counting.isEmpty());
    }

    /**
     * What all of it is worth; empty where the lines are to be worth their share of the order.
     *
     * @param onPaper whether no money is known to have gone back
     */
    private Optional<BigDecimal> worth(boolean onPaper) {
        BigDecimal adjusted =
                sum(discrepancies().flatMap(one -> Stream.of(shop(one, "amount"), shop(one, "tax_amount"))));
        BigDecimal shipped = shippingAmount().add(shippingTax());
        if (lines().isEmpty()) {
            return Optional.of(
                    shipped.signum() == 0
                            ? adjusted.abs()
                            : shipped.subtract(adjusted).max(BigDecimal.ZERO));
        }
        boolean told = lines().stream().allMatch(line -> shop(line, "subtotal").isPresent());
        if (!told || (onPaper && adjustments().isEmpty() && shippingLines().isEmpty())) {
            return Optional.empty();
        }
        BigDecimal goods =
                sum(lines().stream().flatMap(line -> Stream.of(shop(line, "subtotal"), shop(line, "total_tax"))));
        return Optional.of(goods.add(shipped).subtract(adjusted).max(BigDecimal.ZERO));
    }

    private Optional<BigDecimal> tax() {
        if (!lines().isEmpty()
                && lines().stream().noneMatch(line -> shop(line, "total_tax").isPresent())) {
            return Optional.empty();
        }
        BigDecimal onLines = sum(lines().stream().map(line -> shop(line, "total_tax")));
        return Optional.of(onLines.abs().add(shippingTax()));
    }

    /** Whichever of the two forms is there; both say the same. */
    private BigDecimal shippingAmount() {
        return shippingLines().isEmpty()
                ? sum(shippingAdjustments().map(one -> shop(one, "amount"))).abs()
                : sum(shippingLines().stream().map(line -> shop(line, "subtotal_amount")))
                        .abs();
    }

    private BigDecimal shippingTax() {
        return shippingLines().isEmpty()
                ? sum(shippingAdjustments().map(one -> shop(one, "tax_amount"))).abs()
                : sum(shippingLines().stream().map(ShopifyRefund::shippingTax)).abs();
    }

    /** The tax that a refunded piece of shipping had, where the shop tells it of the whole alone. */
    private static Optional<BigDecimal> shippingTax(ShopNode refunded) {
        Optional<ShopNode> line = refunded.object("shipping_line");
        Optional<BigDecimal> cost = line.flatMap(
                        of -> shop(of, "discounted_price").or(() -> shop(of, "price")))
                .filter(price -> price.signum() > 0);
        return shop(refunded, "tax_amount")
                .or(() -> cost.flatMap(whole -> shop(refunded, "subtotal_amount")
                        .map(back -> sum(line.orElseThrow().list("tax_lines").stream()
                                        .map(tax -> shop(tax, "price")))
                                .multiply(back.abs().min(whole))
                                .divide(whole, FINE)
                                .setScale(10, RoundingMode.HALF_EVEN))));
    }

    private Stream<ShopNode> shippingAdjustments() {
        return adjustments().stream().filter(ShopifyRefund::isShipping);
    }

    private Stream<ShopNode> discrepancies() {
        return adjustments().stream().filter(one -> !isShipping(one));
    }

    private static boolean isShipping(ShopNode adjustment) {
        return adjustment.text("kind").filter(SHIPPING::equals).isPresent();
    }

    /** In the shop's currency: messages that tell both have it in a set, and older ones tell no other. */
    private static Optional<BigDecimal> shop(ShopNode node, String name) {
        return shopMoney(node, name).flatMap(money -> money.amount("amount")).or(() -> node.amount(name));
    }

    private static Optional<ShopNode> shopMoney(ShopNode node, String name) {
        return node.object(name + "_set").flatMap(set -> set.object("shop_money"));
    }

    private Optional<String> shopCurrency() {
        Stream<Optional<ShopNode>> money = Stream.concat(
                Stream.of(shopMoney(body, "total_duties")),
                Stream.concat(
                        lines().stream().map(line -> shopMoney(line, "subtotal")),
                        Stream.concat(
                                shippingLines().stream().map(line -> shopMoney(line, "subtotal_amount")),
                                adjustments().stream().map(one -> shopMoney(one, "amount")))));
        return money.flatMap(Optional::stream)
                .flatMap(one -> one.text("currency_code").stream())
                .findFirst();
    }

    private static BigDecimal sum(Stream<Optional<BigDecimal>> amounts) {
        return amounts.flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
