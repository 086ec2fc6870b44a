package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import dev.tributary.server.click.Click;
import dev.tributary.server.click.ReferralLink;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the body of {@code POST /api/v1/orders} and {@code POST /tracker/orders/paid}. Pure, but for the clock's reading
 * that it is given.
 */
final class ReadOrder {
    private static final int MOST_LINES = 500;
    private static final long MOST_PIECES = 1_000_000;
    private static final int NAME_LENGTH = 255;
    private static final BigDecimal LARGEST_TOTAL = new BigDecimal("999999999999999");
    /** Clocks of shops differ from ours. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private final Fields body;
    private final Currency currency;
    private final ReadAmounts amounts;
    private final Instant now;

    private ReadOrder(Fields body, Currency currency, Instant now) {
        this.body = body;
        this.currency = currency;
        this.amounts = new ReadAmounts(currency);
        this.now = now;
    }

    /**
     * Begins with the currency, which says how many decimals the amounts may have.
     *
     * @param usual the account's, where the body names none
     */
    static ReadOrder of(Fields body, Currency usual, Instant now) {
        Optional<String> code = body.text("currency_code", 10);
        Optional<Currency> currency = code.flatMap(Money::currency);
        if (code.isPresent() && currency.isEmpty()) {
            body.error("currency_code", "must be a currency of ISO 4217, such as USD");
        }
        return new ReadOrder(body, currency.orElse(usual), now);
    }

    /**
     * Reads everything.
     *
     * @throws dev.tributary.server.api.Problem 422 with all that is wrong
     */
    IncomingOrder read(byte[] raw) {
        String id = body.requiredText("order_id", NAME_LENGTH);
        Instant created = created();
        Clues clues = clues(created);
        Sale sale = sale(id, created);
        body.done();
        return new IncomingOrder(new OrderKey(OrderKey.API, id), sale, clues, OrderState.OPEN, sale.created(), raw);
    }

    private Sale sale(String id, Instant created) {
        List<OrderLine> lines = lines();
        BigDecimal discount = amounts.orZero(body, "discount");
        BigDecimal shipping = amounts.orZero(body, "shipping");
        BigDecimal tax = amounts.orZero(body, "tax");
        BigDecimal items = lines.stream().map(OrderLine::afterOwnDiscount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal total = items.add(shipping).add(tax).subtract(discount);
        if (total.signum() < 0) {
            body.error("discount", "must not be more than items, shipping and tax together");
        }
        if (total.compareTo(LARGEST_TOTAL) > 0) {
            body.error("items", "must not sum up to more than " + LARGEST_TOTAL);
        }
        return new Sale(
                id,
                Origin.API,
                currency,
                created,
                lines,
                discount,
                shipping,
                tax,
                Money.rounded(total, currency).amount(),
                buyer(),
                body.flag("is_subscription").orElse(false),
                body.text("subscription_id", NAME_LENGTH).filter(text -> !text.isEmpty()),
                body.flag("test").orElse(false));
    }

    private Instant created() {
        Instant created = body.time("created").orElse(now);
        if (created.isAfter(now.plus(AHEAD))) {
            body.error("created", "must not be in the future");
        }
        return created;
    }

    private List<OrderLine> lines() {
        List<Fields> items = body.objects("items", MOST_LINES);
        if (!body.has("items")) {
            body.error("items", "is required");
        }
        List<OrderLine> lines = new ArrayList<>();
        for (Fields item : items) {
            lines.add(line(item));
        }
        return List.copyOf(lines);
    }

    private OrderLine line(Fields item) {
        Optional<Long> quantity = item.whole("quantity");
        if (quantity.isEmpty() && (!item.has("quantity") || item.isNull("quantity"))) {
            item.error("quantity", "is required");
        }
        if (quantity.filter(count -> count < 1 || count > MOST_PIECES).isPresent()) {
            item.error("quantity", "must be from 1 to " + MOST_PIECES);
        }
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        return new OrderLine(
                text(item, "sku"),
                text(item, "name"),
                (int) Math.clamp(quantity.orElse(1L), 1, MOST_PIECES),
                amounts.required(item, "price"),
                zero,
                zero,
                false);
    }

    private Clues clues(Instant ordered) {
        Optional<Long> named = number("affiliate_id").or(() -> number("auto_credit_affiliate_id"));
        // Asked for a second time so that a wrong one is reported beside a right one.
        number("auto_credit_affiliate_id");
        return new Clues(
                body.object("click").flatMap(click -> click(click, ordered)),
                text(body, "discount_code").stream().toList(),
                named,
                text(body, "cart_id"));
    }

    /** The visit, where the shop itself has kept it; a page without an affiliate's link is no click. */
    private static Optional<Click> click(Fields click, Instant ordered) {
        String url = click.requiredText("landed_url", 2048);
        Instant at = click.time("created").orElse(ordered);
        Optional<String> referer = click.text("referer", 2048).filter(text -> !text.isEmpty());
        Optional<String> ip = click.text("ip", 64).filter(text -> !text.isEmpty());
        if (at.isAfter(ordered)) {
            click.error("created", "must not be after the order");
        }
        return ReferralLink.parse(url)
                .map(link -> new Click(
                        link.affiliate(), link.code(), at, url, referer, ip, link.subId(), link.creativeId()));
    }

    /** Refersion's clients write ids as numbers or as strings. */
    private Optional<Long> number(String name) {
        return body.decimal(name).flatMap(value -> {
            if (value.signum() <= 0 || value.stripTrailingZeros().scale() > 0) {
                body.error(name, "must be an affiliate's number");
                return Optional.empty();
            }
            return Optional.of(value.longValue());
        });
    }

    private Buyer buyer() {
        return body.object("customer").map(ReadOrder::buyer).orElse(Buyer.UNKNOWN);
    }

    private static Buyer buyer(Fields customer) {
        String name = Stream.of(text(customer, "first_name"), text(customer, "last_name"))
                .flatMap(Optional::stream)
                .reduce("", (first, last) -> (first + " " + last).strip());
        return new Buyer(
                Optional.of(name).filter(text -> !text.isEmpty()),
                text(customer, "email"),
                customer.text("ip_address", 64).filter(text -> !text.isEmpty()));
    }

    private static Optional<String> text(Fields fields, String name) {
        return fields.text(name, NAME_LENGTH).filter(text -> !text.isEmpty());
    }
}
