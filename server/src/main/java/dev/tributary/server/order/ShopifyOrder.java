package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Problem;
import dev.tributary.server.click.Click;
import dev.tributary.server.click.ReferralLink;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads a message of {@code orders/create}, {@code paid}, {@code updated} or {@code cancelled}; they look alike. */
final class ShopifyOrder {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_NOTE = 2048;

    private final ShopNode body;
    private final Instant now;

    /**
     * Begins with a message that is an object.
     *
     * @param now stands in for times that the message lacks
     */
    ShopifyOrder(JsonNode message, Instant now) {
        if (!message.isObject()) {
            throw Problem.badRequest("The body must be a JSON object.");
        }
        this.body = new ShopNode("", message);
        this.now = now;
    }

    OrderKey key(SourceId source) {
        if (!isComplete() && !body.node().has("id")) {
            throw noOrder();
        }
        return new OrderKey(source.toString(), body.id("id"));
    }

    /** Whether it tells all of the order, and not only what has changed. */
    boolean isComplete() {
        return body.node().has("line_items");
    }

    /** The refunds that the message tells of; with its own words where it has only the order's sums. */
    List<IncomingRefund> refunds(SourceId source, byte[] raw) {
        OrderKey key = key(source);
        if (body.node().has("refunds")) {
            return body.list("refunds").stream()
                    .flatMap(refund -> new ShopifyRefund(refund, now, body.text("currency")).within(key).stream())
                    .toList();
        }
        Optional<BigDecimal> left = body.amount("current_total_price");
        return body
                .amount("total_price")
                .filter(total -> body.text("financial_status")
                        .filter("partially_refunded"::equals)
                        .isPresent())
                .flatMap(total -> left.map(total::subtract))
                .filter(back -> back.signum() > 0)
                .map(back -> new IncomingRefund(
                        key, Refund.soFar(key, body.time("updated_at").orElse(now), back), raw))
                .stream()
                .toList();
    }

    IncomingOrder read(SourceId source, byte[] raw) {
        if (!isComplete()) {
            throw noOrder();
        }
        String id = body.id("id");
        Instant created = body.time("created_at").orElse(now);
        Sale sale = sale(id, created);
        return new IncomingOrder(
                key(source), sale, clues(created), state(), changed().orElse(created), raw);
    }

    /** When it last changed, as it says. */
    Optional<Instant> changed() {
        return body.time("updated_at");
    }

    private Problem noOrder() {
        return body.wrong("line_items", "is required: this URL takes orders and refunds");
    }

    private Sale sale(String id, Instant created) {
        Currency currency = body.text("currency")
                .flatMap(Money::currency)
                .orElseThrow(() -> body.wrong("currency", "must be a currency of ISO 4217, such as USD"));
        boolean taxIncluded = body.flag("taxes_included");
        List<OrderLine> lines = lines(currency, taxIncluded);
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        BigDecimal items = lines.stream().map(OrderLine::afterOwnDiscount).reduce(zero, BigDecimal::add);
        BigDecimal discount = orderDiscount(lines, items, currency);
        BigDecimal shipping = shipping(currency, zero);
        BigDecimal tax = taxIncluded ? zero : body.money("total_tax", currency).orElse(zero);
        BigDecimal total = body.money("total_price", currency)
                .orElseGet(() -> items.subtract(discount).add(shipping).add(tax).max(zero));
        return new Sale(
                reference(id),
                Origin.SHOPIFY,
                currency,
                created,
                lines,
                discount,
                shipping,
                tax,
                total,
                buyer(),
                body.text("source_name")
                        .filter(name -> name.startsWith("subscription_contract"))
                        .isPresent(),
                Optional.empty(),
                body.flag("test"));
    }

    private String reference(String id) {
        return body.digits("order_number")
                .or(() -> body.text("order_number"))
                .or(() -> body.text("name").map(name -> name.replaceFirst("^#", "")))
                .filter(text -> !text.isEmpty())
                .orElse(id);
    }

    private List<OrderLine> lines(Currency currency, boolean taxIncluded) {
        List<ShopNode> items = body.list("line_items");
        if (items.size() > MOST_LINES) {
            throw body.wrong("line_items", "must have at most " + MOST_LINES + " items");
        }
        return items.stream()
                .filter(item -> item.quantity("quantity") > 0)
                .map(item -> line(item, currency, taxIncluded))
                .toList();
    }

    private static OrderLine line(ShopNode item, Currency currency, boolean taxIncluded) {
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        BigDecimal price = item.money("price", currency).orElseThrow(() -> item.wrong("price", "is required"));
        List<ShopNode> allocations = item.list("discount_allocations");
        BigDecimal discount = allocations.isEmpty()
                ? item.money("total_discount", currency).orElse(zero)
                : sum(allocations, "amount", currency);
        return new OrderLine(
                item.text("sku"),
                item.text("name").or(() -> item.text("title")),
                item.quantity("quantity"),
                price,
                discount,
                taxIncluded ? sum(item.list("tax_lines"), "price", currency) : zero,
                item.flag("gift_card"),
                item.digits("id"),
                removed(item));
    }

    /** A line that was taken out of an edited order, or refunded, keeps its quantity and has a smaller current one. */
    private static int removed(ShopNode item) {
        boolean told = item.node().path("current_quantity").isNumber();
        return told ? Math.max(0, item.quantity("quantity") - item.quantity("current_quantity")) : 0;
    }

    /**
     * What the order's discount takes beyond the lines' own. {@code subtotal_price} is after all discounts on items;
     * {@code total_discounts} would also count those on shipping.
     */
    private BigDecimal orderDiscount(List<OrderLine> lines, BigDecimal items, Currency currency) {
        BigDecimal zero = BigDecimal.ZERO.setScale(items.scale());
        Optional<BigDecimal> subtotal = body.money("subtotal_price", currency);
        if (subtotal.isPresent()) {
            return items.subtract(subtotal.get()).max(zero);
        }
        BigDecimal own = lines.stream().map(OrderLine::discount).reduce(zero, BigDecimal::add);
        return body.money("total_discounts", currency)
                .orElse(zero)
                .subtract(own)
                .max(zero)
                .min(items);
    }

    private BigDecimal shipping(Currency currency, BigDecimal zero) {
        return body.list("shipping_lines").stream()
                .map(line -> line.money("discounted_price", currency)
                        .or(() -> line.money("price", currency))
                        .orElse(zero))
                .reduce(zero, BigDecimal::add);
    }

    private Buyer buyer() {
        Optional<ShopNode> customer = body.object("customer");
        Optional<String> name = customer.map(node -> Stream.of(node.text("first_name"), node.text("last_name"))
                        .flatMap(Optional::stream)
                        .reduce("", (first, last) -> (first + " " + last).strip()))
                .filter(text -> !text.isEmpty());
        Optional<String> email = body.text("email")
                .or(() -> body.text("contact_email"))
                .or(() -> customer.flatMap(node -> node.text("email")));
        Optional<String> ip = body.text("browser_ip")
                .or(() -> body.object("client_details").flatMap(node -> node.text("browser_ip")));
        return new Buyer(name, email, ip);
    }

    private OrderState state() {
        String money = body.text("financial_status").orElse("");
        if (body.text("cancelled_at").isPresent() || money.equals("voided")) {
            return OrderState.CANCELLED;
        }
        return money.equals("refunded") ? OrderState.RETURNED : OrderState.OPEN;
    }

    private Clues clues(Instant created) {
        List<String> coupons = body.list("discount_codes").stream()
                .flatMap(code -> code.text("code").stream())
                .distinct()
                .limit(50)
                .toList();
        Optional<String> cart = body.text("cart_token").or(() -> body.text("checkout_token"));
        return new Clues(click(created), coupons, Optional.empty(), cart);
    }

    /** The landing page counts first; a theme may also put the link's value into the cart's attributes. */
    private Optional<Click> click(Instant created) {
        Optional<String> landing = body.text("landing_site", 2048);
        Optional<Click> landed = landing.flatMap(url -> ReferralLink.parse(url).map(link -> click(link, url, created)));
        return landed.or(() -> attribute()
                .map(link -> click(link, landing.orElse("?rfsn=" + link.affiliate() + "." + link.code()), created)));
    }

    private Optional<ReferralLink> attribute() {
        return note("rfsn")
                .flatMap(value -> ReferralLink.ofValue(value).or(() -> ReferralLink.parse(value)))
                .map(link -> new ReferralLink(
                        link.affiliate(),
                        link.code(),
                        link.subId().or(() -> note("subid")).map(ShopifyOrder::cut),
                        link.creativeId().or(() -> note("creative")).map(ShopifyOrder::cut)));
    }

    /** An entry of the cart's attributes; themes write numbers there, too. */
    private Optional<String> note(String name) {
        return body.list("note_attributes").stream()
                .filter(note -> note.text("name").filter(name::equalsIgnoreCase).isPresent())
                .flatMap(note -> note.digits("value").or(() -> note.text("value", LONGEST_NOTE)).stream())
                .findFirst();
    }

    private static String cut(String text) {
        return text.substring(0, text.offsetByCodePoints(0, Math.min(255, text.codePointCount(0, text.length()))));
    }

    private Click click(ReferralLink link, String landedUrl, Instant created) {
        return new Click(
                link.affiliate(),
                link.code(),
                created,
                landedUrl,
                body.text("referring_site", 2048),
                buyer().browserIp(),
                link.subId(),
                link.creativeId());
    }

    private static BigDecimal sum(List<ShopNode> nodes, String name, Currency currency) {
        return nodes.stream()
                .map(node -> node.money(name, currency))
                .flatMap(Optional::stream)
                .reduce(BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()), BigDecimal::add);
    }
}
