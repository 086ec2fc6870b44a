package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.click.Click;
import dev.tributary.server.click.ReferralLink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads orders out of Stripe's checkouts and invoices. The order of a checkout is named by its payment, that of a
 * subscription's first or later payment by its invoice: refunds lead back to both.
 *
 * @see <a href="https://docs.stripe.com/api/checkout/sessions/object">The Checkout Session object</a>
 * @see <a href="https://docs.stripe.com/api/invoices/object">The Invoice object</a>
 */
final class StripeSale {
    private static final int MOST_LINES = 1000;

    private final StripeEvent event;
    private final ShopNode object;
    private final Currency currency;
    private final BigDecimal zero;

    StripeSale(StripeEvent event) {
        this.event = event;
        this.object = event.object();
        this.currency = currency(object);
        this.zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
    }

    /** What the amounts of a thing are in. */
    static Currency currency(ShopNode object) {
        return object.text("currency")
                .map(code -> code.toUpperCase(Locale.ROOT))
                .flatMap(Money::currency)
                .orElseThrow(() -> object.wrong("currency", "must be a currency such as usd"));
    }

    /** A checkout does not say what was bought, but for what in all. */
    IncomingOrder checkout(SourceId source, byte[] raw) {
        String key = StripeEvent.id(object, "invoice")
                .or(() -> StripeEvent.id(object, "payment_intent"))
                .orElseGet(() -> required("id"));
        Optional<ShopNode> details = object.object("total_details");
        BigDecimal total = amount(object, "amount_total").orElse(zero);
        BigDecimal shipping =
                details.flatMap(node -> amount(node, "amount_shipping")).orElse(zero);
        BigDecimal tax = details.flatMap(node -> amount(node, "amount_tax")).orElse(zero);
        BigDecimal discount =
                details.flatMap(node -> amount(node, "amount_discount")).orElse(zero);
        BigDecimal items = amount(object, "amount_subtotal").orElse(total);
        // Prices may contain the tax: then it is not on top, but part of what the items cost.
        BigDecimal onTop = items.subtract(discount)
                .add(shipping)
                .add(tax)
                .min(total)
                .subtract(items.subtract(discount).add(shipping))
                .max(zero);
        OrderLine line = new OrderLine(
                Optional.empty(),
                metadata("product"),
                1,
                items,
                zero,
                tax.subtract(onTop).max(zero),
                false);
        Amounts amounts = new Amounts(List.of(line), discount, shipping, onTop, total);
        return order(source, key, key, amounts, StripeEvent.id(object, "subscription"), false, raw);
    }

    /** A payment of a subscription after its first one. */
    IncomingOrder invoice(SourceId source, byte[] raw) {
        String key = required("id");
        Optional<String> subscription = subscription();
        List<OrderLine> lines = lines();
        BigDecimal total = amount(object, "total").orElse(zero);
        BigDecimal items = lines.stream().map(OrderLine::afterOwnDiscount).reduce(zero, BigDecimal::add);
        BigDecimal tax = amount(object, "tax").orElseGet(this::taxes).min(total);
        BigDecimal shipping = object.object("shipping_cost")
                .flatMap(node -> amount(node, "amount_total"))
                .orElse(zero);
        BigDecimal discount =
                items.add(tax).add(shipping).subtract(total).max(zero).min(items);
        Amounts amounts = new Amounts(lines, discount, shipping, tax, total);
        return order(
                source, key, object.text("number").orElse(key), amounts, subscription, subscription.isPresent(), raw);
    }

    /** What it is paid by, as far as it says: refunds name that. Invoices of today's versions don't. */
    List<String> payments() {
        return payments(object);
    }

    /** The names by which a refund may know a payment. */
    static List<String> payments(ShopNode payment) {
        return Stream.of("payment_intent", "charge")
                .flatMap(name -> StripeEvent.id(payment, name).stream())
                .toList();
    }

    private record Amounts(
            List<OrderLine> lines, BigDecimal discount, BigDecimal shipping, BigDecimal tax, BigDecimal total) {}

    private IncomingOrder order(
            SourceId source,
            String key,
            String reference,
            Amounts amounts,
            Optional<String> subscription,
            boolean recurring,
            byte[] raw) {
        Sale sale = new Sale(
                reference,
                Origin.STRIPE,
                currency,
                event.at(),
                amounts.lines(),
                amounts.discount(),
                amounts.shipping(),
                amounts.tax(),
                amounts.total(),
                buyer(),
                recurring,
                subscription,
                !event.live());
        return new IncomingOrder(new OrderKey(source.toString(), key), sale, clues(), OrderState.OPEN, event.at(), raw);
    }

    private List<OrderLine> lines() {
        List<ShopNode> items =
                object.object("lines").map(list -> list.list("data")).orElse(List.of());
        if (items.size() > MOST_LINES) {
            throw object.wrong("lines.data", "must have at most " + MOST_LINES + " items");
        }
        return items.stream()
                .filter(item -> amount(item, "amount")
                        .filter(amount -> amount.signum() > 0)
                        .isPresent())
                .map(this::line)
                .toList();
    }

    private BigDecimal taxes() {
        return object.list("total_taxes").stream()
                .flatMap(tax -> amount(tax, "amount").stream())
                .reduce(zero, BigDecimal::add);
    }

    /** The line's amount is exact; a price that times the quantity is more is made up for by a discount. */
    private OrderLine line(ShopNode item) {
        BigDecimal amount = amount(item, "amount").orElse(zero);
        int quantity = Math.max(1, item.node().path("quantity").isNull() ? 1 : item.quantity("quantity"));
        BigDecimal price = amount.divide(BigDecimal.valueOf(quantity), zero.scale(), RoundingMode.CEILING);
        BigDecimal discount = price.multiply(BigDecimal.valueOf(quantity)).subtract(amount);
        return new OrderLine(
                Optional.empty(), item.text("description"), quantity, price, discount, zero, false, item.text("id"));
    }

    private Optional<String> subscription() {
        return StripeEvent.id(object, "subscription")
                .or(() -> object.object("parent")
                        .flatMap(parent -> parent.object("subscription_details"))
                        .flatMap(details -> StripeEvent.id(details, "subscription")));
    }

    private Buyer buyer() {
        Optional<ShopNode> details = object.object("customer_details");
        Optional<String> email = details.flatMap(node -> node.text("email")).or(() -> object.text("customer_email"));
        Optional<String> name = details.flatMap(node -> node.text("name")).or(() -> object.text("customer_name"));
        return new Buyer(name, email, Optional.empty());
    }

    /** A payment link allows no dot in the reference, so an underscore does for it. */
    private Clues clues() {
        Optional<String> reference = object.text("client_reference_id").map(text -> text.replace('_', '.'));
        Optional<Click> click = reference
                .or(() -> metadata("rfsn"))
                .flatMap(ReferralLink::ofValue)
                .map(link -> new Click(
                        link.affiliate(),
                        link.code(),
                        event.at(),
                        object.text("url", 2048).orElse("?rfsn=" + link.affiliate() + "." + link.code()),
                        Optional.empty(),
                        Optional.empty(),
                        metadata("subid"),
                        metadata("creative")));
        List<String> coupons = metadata("coupon").stream().toList();
        return new Clues(click, coupons, Optional.empty(), metadata("cart_id"));
    }

    private Optional<String> metadata(String name) {
        return object.object("metadata").flatMap(node -> node.text(name));
    }

    private String required(String name) {
        return object.text(name).orElseThrow(() -> object.wrong(name, "is required"));
    }

    private Optional<BigDecimal> amount(ShopNode node, String name) {
        return node.whole(name).map(units -> StripeMoney.of(units, currency));
    }
}
