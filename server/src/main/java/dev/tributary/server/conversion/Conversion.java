package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import dev.tributary.server.offer.Pay;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.Origin;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * An order, or an amount, credited to an affiliate.
 *
 * @param number the classic payload's {@code id}, unique in the account
 * @param created when the order was made
 * @param updated when the conversion last changed; empty until it does
 * @param standing its status and what the merchant said about it
 * @param worth its amounts
 * @param why how it came to be credited
 * @param sale what it shows of the order
 * @param refundOf the conversion that this one takes back, wholly or in part
 */
record Conversion(
        long number,
        long affiliate,
        long offer,
        Instant created,
        Optional<Instant> updated,
        Standing standing,
        Worth worth,
        Why why,
        SalePart sale,
        Optional<Long> refundOf) {

    Conversion numbered(long other) {
        return new Conversion(other, affiliate, offer, created, updated, standing, worth, why, sale, refundOf);
    }

    /** One that was paid before it came here. */
    Conversion paidBy(long payment) {
        return new Conversion(
                number, affiliate, offer, created, updated, standing.paidBy(payment), worth, why, sale, refundOf);
    }

    /** Whether an affiliate was credited by it: it is for a sale, not a test and not worth nothing from the start. */
    boolean isCredit() {
        return standing.status() != Status.UNQUALIFIED && refundOf.isEmpty() && !sale.test();
    }

    Conversion changed(Standing to, Instant at) {
        return new Conversion(number, affiliate, offer, created, Optional.of(at), to, worth, why, sale, refundOf);
    }

    /**
     * Where it stands.
     *
     * @param payment the payment's number, once paid
     * @param undone whether the end of its order denied it, and no person
     * @param withdrawn whether the order turned out to be another affiliate's, by an older message that came later
     */
    record Standing(
            Status status,
            PaymentStatus paymentStatus,
            Optional<Long> payment,
            Optional<DeniedReason> deniedReason,
            Optional<String> reason,
            Optional<String> notes,
            boolean undone,
            boolean withdrawn) {

        Standing(
                Status status,
                PaymentStatus paymentStatus,
                Optional<Long> payment,
                Optional<DeniedReason> deniedReason,
                Optional<String> reason,
                Optional<String> notes) {
            this(status, paymentStatus, payment, deniedReason, reason, notes, false, false);
        }

        static Standing born(Status status, Optional<String> reason, Optional<String> notes) {
            return new Standing(status, PaymentStatus.UNPAID, Optional.empty(), Optional.empty(), reason, notes);
        }

        /** The same with another note. */
        Standing noted(Optional<String> other) {
            return new Standing(status, paymentStatus, payment, deniedReason, reason, other, undone, withdrawn);
        }

        Standing paidBy(long number) {
            return new Standing(
                    status, PaymentStatus.PAID, Optional.of(number), deniedReason, reason, notes, undone, withdrawn);
        }

        /** The same payment and notes, another status. */
        Standing with(Status to, Optional<DeniedReason> denied, Optional<String> why) {
            return new Standing(to, paymentStatus, payment, denied, why, notes, false, withdrawn);
        }
    }

    /** Amounts at the currency's scale. */
    record Worth(Currency currency, BigDecimal total, BigDecimal commissionable, BigDecimal commission) {
        Worth plus(Worth other) {
            return new Worth(
                    currency,
                    total.add(other.total),
                    commissionable.add(other.commissionable),
                    commission.add(other.commission));
        }

        Worth minus(Worth other) {
            return new Worth(
                    currency,
                    total.subtract(other.total),
                    commissionable.subtract(other.commissionable),
                    commission.subtract(other.commission));
        }

        boolean isNothing() {
            return total.signum() == 0 && commissionable.signum() == 0 && commission.signum() == 0;
        }
    }

    /**
     * What it shows of the order.
     *
     * @param order empty for an amount credited by hand
     * @param reference the order's number as people know it
     * @param coupon the discount code that won, else the first one that the order used
     */
    record SalePart(
            Optional<OrderId> order,
            Optional<String> reference,
            long items,
            Optional<String> productNames,
            Optional<String> coupon,
            Optional<String> subscription,
            boolean recurring,
            boolean test,
            Buyer buyer,
            Origin origin) {

        static SalePart of(Order order, Claim claim) {
            Sale sale = order.sale();
            boolean byCoupon =
                    claim.mechanism() == Mechanism.COUPON && claim.renewal().isEmpty();
            Optional<String> won = byCoupon ? claim.trigger() : Optional.empty();
            return new SalePart(
                    Optional.of(order.id()),
                    Optional.of(sale.reference()),
                    sale.items(),
                    sale.productNames(),
                    won.or(() -> order.clues().coupons().stream().findFirst()),
                    sale.subscription(),
                    sale.recurring() || claim.renewal().isPresent(),
                    sale.test(),
                    sale.buyer(),
                    sale.origin());
        }
    }

    /**
     * How it came to be credited.
     *
     * @param click the click that took part, if one did
     * @param trigger the coupon, e-mail address or SKUs that it rests on
     * @param unqualified why it earns nothing, if it was born so
     * @param claims all claims on the same order, this one among them
     * @param pay what the offer paid when the order was credited; empty where the merchant named the commission, and in
     *     conversions from before this was kept
     * @param renewalOf the subscription's first conversion, where the order renews one
     */
    record Why(
            Mechanism mechanism,
            Optional<String> trigger,
            Optional<Click> click,
            Optional<LossReason> unqualified,
            List<WeighedClaim> claims,
            Optional<Pay> pay,
            Optional<Long> renewalOf) {

        /** Somebody said so. */
        static Why manual(Partner partner, Optional<Pay> pay) {
            return new Why(
                    Mechanism.MANUAL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new WeighedClaim(
                            partner.number(),
                            partner.affiliate().code(),
                            Mechanism.MANUAL,
                            Optional.empty(),
                            Optional.empty())),
                    pay,
                    Optional.empty());
        }
    }

    /** A claim on the order: a winner's where {@code reason} is empty, else a loser's. */
    record WeighedClaim(
            long affiliate, String code, Mechanism mechanism, Optional<String> trigger, Optional<LossReason> reason) {}
}
