package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.click.Click;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a conversion's page tells.
 *
 * @param terms of its offer, such as {@code Standard, 10 % of the sale}
 * @param order the order's id; empty for an amount credited by hand
 * @param trigger the coupon, e-mail address or SKUs that it rests on
 * @param claims every claim on the order, as they were weighed
 * @param approveAt when the offer approves it by itself
 * @param left the commission that refunds have left; empty without refunds
 * @param paidBy the payment's number, once paid
 */
public record ConversionStory(
        ListedConversion row,
        String commissionable,
        long offer,
        String terms,
        Optional<OrderId> order,
        long items,
        Optional<String> products,
        Optional<String> coupon,
        Optional<String> subscription,
        boolean recurring,
        String source,
        Buyer buyer,
        Optional<String> trigger,
        Optional<Click> click,
        List<ClaimRow> claims,
        Optional<DeniedReason> denied,
        Optional<String> reason,
        Optional<String> notes,
        Optional<Instant> updated,
        Optional<Instant> approveAt,
        Optional<Long> paidBy,
        Optional<Long> refundOf,
        Optional<Long> renewalOf,
        Optional<String> left,
        List<ListedConversion> refunds) {

    /** The list that the page belongs to. */
    public static final String LIST = ConversionPages.PATH;

    static ConversionStory of(
            ConversionSnapshot snapshot, Optional<Instant> approveAt, List<ConversionSnapshot> refunds) {
        Conversion conversion = snapshot.conversion();
        Conversion.Standing standing = conversion.standing();
        Conversion.SalePart sale = conversion.sale();
        Conversion.Worth worth = conversion.worth();
        return new ConversionStory(
                ListedConversion.of(snapshot),
                Format.money(worth.commissionable(), worth.currency()),
                conversion.offer(),
                snapshot.offer().name() + ", " + terms(snapshot.offer()),
                sale.order(),
                sale.items(),
                sale.productNames(),
                sale.coupon(),
                sale.subscription(),
                sale.recurring(),
                sale.origin().label(),
                sale.buyer(),
                conversion.why().trigger(),
                conversion.why().click(),
                conversion.why().claims().stream().map(ClaimRow::of).toList(),
                standing.deniedReason(),
                standing.reason().or(() -> standing.withdrawn() ? Optional.of(StatusChange.EARLIER) : Optional.empty()),
                standing.notes(),
                conversion.updated(),
                approveAt,
                standing.payment(),
                conversion.refundOf(),
                conversion.why().renewalOf(),
                left(conversion, refunds),
                refunds.stream().map(ListedConversion::of).toList());
    }

    private static Optional<String> left(Conversion conversion, List<ConversionSnapshot> refunds) {
        BigDecimal taken = refunds.stream()
                .map(ConversionSnapshot::conversion)
                .filter(refund -> refund.standing().status() == Status.APPROVED)
                .map(refund -> refund.worth().commission())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Conversion.Worth worth = conversion.worth();
        return refunds.isEmpty()
                ? Optional.empty()
                : Optional.of(Format.money(worth.commission().add(taken), worth.currency()));
    }

    private static String terms(ConversionSnapshot.OfferPart offer) {
        String amount = Money.unpadded(offer.amount());
        return switch (offer.type()) {
            case TIERED -> amount + "\u202f% of the sale, by tier";
            case PERCENT_OF_SALE -> amount + "\u202f% of the sale";
            case FLAT_RATE_PER_ITEM -> amount + " per item";
            case FLAT_RATE_PER_ORDER -> amount + " per order";
        };
    }
}
