package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.OfferType;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.Origin;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Things that the tests of this package are about, with everything that does not matter filled in. */
final class Given {
    static final Instant ORDERED = Instant.parse("2026-05-01T12:00:00Z");
    static final Currency USD = Currency.getInstance("USD");

    private Given() {}

    static Partner partner(long number) {
        return partner(number, true, "partner" + number + "@example.com");
    }

    static Partner partner(long number, boolean active, String email) {
        return partner(
                number,
                active,
                email,
                new dev.tributary.server.offer.Terms(
                        "Standard", OfferType.PERCENT_OF_SALE, BigDecimal.TEN, 30, Optional.empty()));
    }

    static Partner partner(long number, dev.tributary.server.offer.Terms terms) {
        return partner(number, true, "partner" + number + "@example.com", terms);
    }

    private static Partner partner(long number, boolean active, String email, dev.tributary.server.offer.Terms terms) {
        return new Partner(
                new ConversionSnapshot.AffiliatePart(number, "code" + number, "Ada", "Partner", email),
                active,
                new Offer(7, terms, ORDERED, 1),
                USD);
    }

    static Click click(long affiliate, Instant at) {
        return new Click(
                affiliate,
                "code" + affiliate,
                at,
                "/?rfsn=" + affiliate + ".code" + affiliate,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Claim link(long affiliate) {
        return Claim.link(partner(affiliate), click(affiliate, ORDERED.minus(Duration.ofDays(1))));
    }

    static OrderLine line(String price, int quantity) {
        return line(price, quantity, "0.00", "0.00", false);
    }

    static OrderLine line(String price, int quantity, String discount, String includedTax, boolean giftCard) {
        return new OrderLine(
                Optional.of("SKU-" + price),
                Optional.of("Thing"),
                quantity,
                new BigDecimal(price),
                new BigDecimal(discount),
                new BigDecimal(includedTax),
                giftCard);
    }

    static Sale sale(String discount, String shipping, String tax, OrderLine... lines) {
        return sale(USD, new BigDecimal(discount), new BigDecimal(shipping), new BigDecimal(tax), List.of(lines));
    }

    static Sale sale(
            Currency currency, BigDecimal discount, BigDecimal shipping, BigDecimal tax, List<OrderLine> lines) {
        return new Sale(
                "1022",
                Origin.API,
                currency,
                ORDERED,
                lines,
                discount,
                shipping,
                tax,
                BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits()),
                Buyer.UNKNOWN,
                false,
                Optional.empty(),
                false);
    }

    /** A sale with the total that follows from its parts. */
    static Sale summed(String discount, String shipping, String tax, OrderLine... lines) {
        Sale sale = sale(discount, shipping, tax, lines);
        return summed(sale, sale.lines());
    }

    /** The same with these lines, and the total that follows. */
    static Sale summed(Sale sale, List<OrderLine> lines) {
        BigDecimal items = lines.stream()
                .map(line -> line.price()
                        .multiply(BigDecimal.valueOf(line.quantity()))
                        .subtract(line.discount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal total = items.subtract(sale.discount()).add(sale.shipping()).add(sale.tax());
        return new Sale(
                sale.reference(),
                sale.origin(),
                sale.currency(),
                sale.created(),
                lines,
                sale.discount(),
                sale.shipping(),
                sale.tax(),
                total.setScale(sale.currency().getDefaultFractionDigits()),
                sale.buyer(),
                sale.recurring(),
                sale.subscription(),
                sale.test());
    }
}
