package dev.tributary.server.conversion;

import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderState;
import dev.tributary.server.order.Refunded;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What follows for one conversion from what was given back of its order. Purely.
 *
 * <p>A conversion that is PENDING when its order is undone as a whole is denied. In all other cases a conversion of its
 * own takes back the difference between what is to be taken back in all and what was taken back already; so parts add up
 * to the cent, and the same news twice changes nothing. Such a refund is born APPROVED and UNPAID, also where its
 * conversion is still PENDING: it lowers what is paid out, and once its conversion is approved both are in the books.
 *
 * <p>Where the conversion is denied or disqualified instead, its refunds go the same way, since there is nothing left to
 * take back; what was paid of them is given back by one more conversion with the opposite amounts. A conversion that is
 * UNQUALIFIED or DENIED is not touched by refunds; one that is made PENDING again is caught up with. A refund that a
 * merchant denies by hand counts as taken back: the merchant waived it, and no later refund of the same order asks for
 * it again.
 *
 * <p>A denial that no person made follows the order: its code says what became of the order last, and where the shop
 * opens the order again it is taken back. What a person denied stays denied.
 *
 * <p>A PENDING conversion for SKUs whose lines are gone from the order is denied like one whose order was cancelled: to
 * its affiliate it was. If they come back, it lives again.
 *
 * <p>One that was withdrawn, since the order turned out to be another affiliate's, comes to nothing in the same ways.
 *
 * <p>Where the order's contents have changed since it was credited, what they are worth now counts in place of what the
 * conversion was worth; the difference is booked in the same way.
 */
sealed interface TakenBack {
    /** The books are right. */
    record Nothing() implements TakenBack {}

    /** The conversion comes to nothing. */
    record Deny(DeniedReason reason) implements TakenBack {}

    /** The denial has another reason by now. */
    record Recode(DeniedReason reason) implements TakenBack {}

    /** The order lives again, and the conversion with it. */
    record Reopen() implements TakenBack {}

    /**
     * A conversion takes this back.
     *
     * @param worth its amounts: negative, unless too much had been taken back or the order is worth more by now
     */
    record Book(Conversion.Worth worth) implements TakenBack {}

    /**
     * Decides.
     *
     * @param first the conversion that the order made
     * @param earned what the order's parts earn, if it is known
     * @param before the conversions that took something of it back already
     */
    static TakenBack of(
            Conversion first, Optional<Earned> earned, List<Conversion> before, Order order, Refunded refunded) {
        return switch (first.standing().status()) {
            case PENDING ->
                stands(first, earned, order)
                        ? book(first, earned, before, order, refunded)
                        : new Deny(end(first, order));
            case APPROVED -> book(first, earned, before, order, refunded);
            case DENIED -> first.standing().undone() ? undone(first, earned, order) : new Nothing();
            case UNQUALIFIED -> new Nothing();
        };
    }

    /** What gives back the refunds of a conversion that came to nothing, so far as they can't be denied themselves. */
    static TakenBack giveBack(Conversion first, List<Conversion> paid) {
        return difference(nothing(first), paid);
    }

    /** Whether there is an order, and in it something that the conversion is for: of SKUs a line at least. */
    private static boolean stands(Conversion first, Optional<Earned> earned, Order order) {
        boolean gone = first.why().mechanism() == Mechanism.SKU
                && earned.filter(parts -> parts.lines().isEmpty()).isPresent();
        return order.state() == OrderState.OPEN && !gone && !first.standing().withdrawn();
    }

    private static TakenBack undone(Conversion first, Optional<Earned> earned, Order order) {
        if (stands(first, earned, order)) {
            return new Reopen();
        }
        DeniedReason end = end(first, order);
        return first.standing().deniedReason().filter(end::equals).isPresent() ? new Nothing() : new Recode(end);
    }

    private static DeniedReason end(Conversion first, Order order) {
        if (first.standing().withdrawn()) {
            return DeniedReason.DUPLICATE;
        }
        return order.state() == OrderState.RETURNED ? DeniedReason.ORDER_RETURNED : DeniedReason.ORDER_CANCELLED;
    }

    private static TakenBack book(
            Conversion first, Optional<Earned> earned, List<Conversion> before, Order order, Refunded refunded) {
        List<Conversion> counting = before.stream()
                .filter(refund -> refund.standing().status() != Status.UNQUALIFIED
                        && !refund.standing().undone())
                .toList();
        Conversion.Worth worth = worth(first, earned, order);
        boolean whole = refunded.whole() || first.standing().withdrawn();
        Conversion.Worth due = whole ? worth : due(first, worth, earned, order, refunded);
        Conversion.Worth booked = first.worth();
        return difference(due.plus(booked).minus(worth), counting);
    }

    /** What the order is worth now, whatever it was when it was credited. */
    private static Conversion.Worth worth(Conversion first, Optional<Earned> earned, Order order) {
        Conversion.Worth then = first.worth();
        return order.sale().currency().equals(then.currency())
                ? earned.map(parts -> new Conversion.Worth(
                                then.currency(), order.sale().total(), parts.commissionable(), parts.commission()))
                        .orElse(then)
                : then;
    }

    /** All that is to be taken back of what it is worth now, as positive amounts. */
    private static Conversion.Worth due(
            Conversion first, Conversion.Worth worth, Optional<Earned> earned, Order order, Refunded refunded) {
        BigDecimal total =
                refunded.total().min(worth.total()).setScale(worth.total().scale(), RoundingMode.HALF_EVEN);
        Earned.Back back = earned.map(parts -> parts.back(refunded)).orElseGet(() -> share(first, order, refunded));
        return new Conversion.Worth(worth.currency(), total, back.commissionable(), back.commission());
    }

    /** Where it is not known what earned what, all parts earned alike. */
    private static Earned.Back share(Conversion first, Order order, Refunded refunded) {
        BigDecimal whole = order.sale().total();
        BigDecimal share =
                whole.signum() == 0 ? BigDecimal.ZERO : refunded.total().divide(whole, MathContext.DECIMAL128);
        return new Earned.Back(
                part(first.worth().commissionable(), share), part(first.worth().commission(), share));
    }

    private static TakenBack difference(Conversion.Worth due, List<Conversion> before) {
        Conversion.Worth back = due.minus(due).minus(due);
        for (Conversion refund : before) {
            back = back.minus(refund.worth());
        }
        return back.isNothing() ? new Nothing() : new Book(back);
    }

    private static Conversion.Worth nothing(Conversion first) {
        return first.worth().minus(first.worth());
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal share) {
        return amount.multiply(share).setScale(amount.scale(), RoundingMode.HALF_EVEN);
    }
}
