package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Problem;
import dev.tributary.server.click.Click;
import dev.tributary.server.click.ReferralLink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Reads an order as WooCommerce's webhooks carry it: the body of its REST API, version 3. Amounts are strings without
 * tax, a line's {@code total} after discounts.
 *
 * @see <a href="https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties">Order properties</a>
 */
final class WooOrder {
    private static final int MOST_LINES = 1000;
    /** Nothing was sold yet. */
    private static final Set<String> UNPAID = Set.of("pending", "checkout-draft", "auto-draft");

    private static final Set<String> UNDONE = Set.of("cancelled", "failed", "trash");

    private final ShopNode body;
    private final Instant now;

    /**
     * Begins with a message.
     *
     * @param now stands in for times that the message lacks
     */
    WooOrder(JsonNode message, Instant now) {
        if (!message.isObject()) {
            throw Problem.badRequest("The body must be a JSON object.");
        }
        this.body = new ShopNode("", message);
        this.now = now;
    }

    String id() {
        return body.id("id");
    }

    OrderKey key(SourceId source) {
        return new OrderKey(source.toString(), id());
    }

    /** Whether the shop tells of an order that it deleted; of such it sends the id alone. */
    boolean isDeleted() {
        return !body.node().has("line_items") && !body.node().has("status");
    }

    /** Whether it is no order, but what the Subscriptions extension tells of a subscription in the same form. */
    boolean isSubscription() {
        return body.node().has("billing_period");
    }

    /** What it tells of a subscription; empty if no order began it, since it was made by hand. */
    Optional<Began> began(SourceId source) {
        return body.whole("parent_id")
                .filter(parent -> parent > 0)
                .map(parent -> new OrderKey(source.toString(), parent.toString()))
                .map(parent -> new Began(parent, id(), buyer().email(), time("date_created_gmt")));
    }

    /** Whether it waits for its payment. */
    boolean isUnpaid() {
        return UNPAID.contains(status());
    }

    IncomingOrder read(SourceId source, byte[] raw) {
        if (!body.node().has("line_items")) {
            throw body.wrong("line_items", "is required: this URL takes orders");
        }
        Instant created = time("date_created_gmt").orElse(now);
        return new IncomingOrder(
                key(source),
                sale(created),
                clues(created),
                state(),
                time("date_modified_gmt").orElse(created),
                raw);
    }

    /** The refunds that the order lists: an id, and a negative total. */
    List<IncomingRefund> refunds(IncomingOrder order) {
        return body.list("refunds").stream()
                .map(refund -> Refund.ofAmount(
                        refund.id("id"),
                        order.changed(),
                        given(refund, order.sale().currency())))
                .filter(refund ->
                        refund.amount().filter(amount -> amount.signum() > 0).isPresent())
                .map(refund -> new IncomingRefund(order.key(), refund, order.raw()))
                .toList();
    }

    private static BigDecimal given(ShopNode refund, Currency currency) {
        return refund.signed("total", currency)
                .orElse(BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()))
                .abs();
    }

    private String status() {
        return body.text("status").map(text -> text.replaceFirst("^wc-", "")).orElse("");
    }

    private OrderState state() {
        String status = status();
        if (UNDONE.contains(status)) {
            return OrderState.CANCELLED;
        }
        return status.equals("refunded") ? OrderState.RETURNED : OrderState.OPEN;
    }

    private Sale sale(Instant created) {
        Currency currency = body.text("currency")
                .flatMap(Money::currency)
                .orElseThrow(() -> body.wrong("currency", "must be a currency of ISO 4217, such as USD"));
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        List<OrderLine> lines = lines(currency);
        BigDecimal tax = body.rounded("total_tax", currency).orElse(zero);
        BigDecimal shipping = body.rounded("shipping_total", currency).orElse(zero);
        BigDecimal items = lines.stream().map(OrderLine::afterOwnDiscount).reduce(zero, BigDecimal::add);
        return new Sale(
                body.text("number").orElseGet(this::id),
                Origin.WOOCOMMERCE,
                currency,
                created,
                lines,
                zero, // every line has its share of the discounts
                shipping,
                tax,
                body.rounded("total", currency)
                        .orElseGet(() -> items.add(shipping).add(tax)),
                buyer(),
                subscription().isPresent(),
                subscription(),
                false);
    }

    private List<OrderLine> lines(Currency currency) {
        List<ShopNode> items = body.list("line_items");
        if (items.size() > MOST_LINES) {
            throw body.wrong("line_items", "must have at most " + MOST_LINES + " items");
        }
        return items.stream()
                .filter(item -> item.quantity("quantity") > 0)
                .map(item -> line(item, currency))
                .toList();
    }

    /** The shop tells what the line cost; a price that times the quantity is less is made up for by the discount. */
    private static OrderLine line(ShopNode item, Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        BigDecimal quantity = BigDecimal.valueOf(item.quantity("quantity"));
        BigDecimal total = item.rounded("total", currency).orElseThrow(() -> item.wrong("total", "is required"));
        BigDecimal before = item.rounded("subtotal", currency).orElse(total).max(total);
        BigDecimal price = before.divide(quantity, scale, RoundingMode.CEILING);
        return new OrderLine(
                item.text("sku"),
                item.text("name").map(HtmlUtils::htmlUnescape), // WooCommerce writes it as HTML
                item.quantity("quantity"),
                price,
                price.multiply(quantity).subtract(total),
                BigDecimal.ZERO.setScale(scale),
                false,
                item.digits("id"));
    }

    private Buyer buyer() {
        Optional<ShopNode> billing = body.object("billing");
        Optional<String> name = billing.map(node -> Stream.of(node.text("first_name"), node.text("last_name"))
                        .flatMap(Optional::stream)
                        .reduce("", (first, last) -> (first + " " + last).strip()))
                .filter(text -> !text.isEmpty());
        return new Buyer(name, billing.flatMap(node -> node.text("email")), body.text("customer_ip_address"));
    }

    /** The page that ties carts to clicks may know the order by its key alone. */
    private Clues clues(Instant created) {
        List<String> coupons = body.list("coupon_lines").stream()
                .flatMap(coupon -> coupon.text("code").stream())
                .distinct()
                .limit(50)
                .toList();
        Optional<String> cart = meta("_tributary_cart").or(() -> body.text("order_key"));
        return new Clues(click(created), coupons, Optional.empty(), cart);
    }

    /** WooCommerce keeps the page that a visit began with; a theme may also keep the link's value. */
    private Optional<Click> click(Instant created) {
        Optional<String> landed = meta("_wc_order_attribution_session_entry");
        Optional<Click> byPage = landed.flatMap(url -> ReferralLink.parse(url).map(link -> click(link, url, created)));
        return byPage.or(() -> meta("rfsn")
                .or(() -> meta("_rfsn"))
                .flatMap(value -> ReferralLink.ofValue(value).or(() -> ReferralLink.parse(value)))
                .map(link -> click(link, "?rfsn=" + link.affiliate() + "." + link.code(), created)));
    }

    private Click click(ReferralLink link, String landedUrl, Instant created) {
        return new Click(
                link.affiliate(),
                link.code(),
                created,
                landedUrl,
                meta("_wc_order_attribution_referrer"),
                body.text("customer_ip_address"),
                link.subId(),
                link.creativeId());
    }

    /** What the Subscriptions extension writes on an order that renews one. */
    private Optional<String> subscription() {
        return meta("_subscription_renewal");
    }

    private Optional<String> meta(String key) {
        return body.list("meta_data").stream()
                .filter(entry -> entry.text("key").filter(key::equals).isPresent())
                .flatMap(entry -> entry.scalar("value", 2048).stream())
                .findFirst();
    }

    /** A time of GMT that does not say so. */
    private Optional<Instant> time(String name) {
        return body.text(name).map(text -> {
            try {
                Instant time = LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
                if (!time.isBefore(Instant.EPOCH)) {
                    return time;
                }
            } catch (DateTimeParseException unreadable) {
                // falls through: an unreadable time and an impossible one get the same answer
            }
            throw body.wrong(name, "must be a time such as 2026-01-31T12:00:00, from 1970 on");
        });
    }
}
