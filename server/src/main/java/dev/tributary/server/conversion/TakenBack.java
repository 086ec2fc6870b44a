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
 */
sealed interface TakenBack {
    /** The books are right. */
    record Nothing() implements TakenBack {}

    /** The conversion comes to nothing. */
    record Deny(DeniedReason reason) implements TakenBack {}

    /**
     * A conversion takes this back.
     *
     * @param worth its amounts: negative, unless it turns out that too much had been taken back
     */
    record Book(Conversion.Worth worth) implements TakenBack {}

    /**
     * Decides.
     *
     * @param first the conversion that the order made
     * @param earned what the order's parts earned, if it is known
     * @param before the conversions that took something of it back already
     */
    static TakenBack of(
            Conversion first, Optional<Earned> earned, List<Conversion> before, Order order, Refunded refunded) {
        return switch (first.standing().status()) {
            case PENDING ->
                order.state() == OrderState.OPEN ? book(first, earned, before, order, refunded) : deny(order);
            case APPROVED -> book(first, earned, before, order, refunded);
            case DENIED, UNQUALIFIED -> new Nothing();
        };
    }

    /** What gives back the refunds of a conversion that came to nothing, so far as they can't be denied themselves. */
    static TakenBack giveBack(Conversion first, List<Conversion> paid) {
        return difference(first, nothing(first), paid);
    }

    private static TakenBack deny(Order order) {
        return new Deny(
                order.state() == OrderState.RETURNED ? DeniedReason.ORDER_RETURNED : DeniedReason.ORDER_CANCELLED);
    }

    private static TakenBack book(
            Conversion first, Optional<Earned> earned, List<Conversion> before, Order order, Refunded refunded) {
        List<Conversion> counting = before.stream()
                .filter(refund -> refund.standing().status() != Status.UNQUALIFIED)
                .toList();
        return difference(first, due(first, earned, order, refunded), counting);
    }

    /** All that is to be taken back, as positive amounts. */
    private static Conversion.Worth due(Conversion first, Optional<Earned> earned, Order order, Refunded refunded) {
        Conversion.Worth worth = first.worth();
        if (refunded.whole()) {
            return worth;
        }
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

    private static TakenBack difference(Conversion first, Conversion.Worth due, List<Conversion> before) {
        BigDecimal total = due.total().negate();
        BigDecimal commissionable = due.commissionable().negate();
        BigDecimal commission = due.commission().negate();
        for (Conversion refund : before) {
            total = total.subtract(refund.worth().total());
            commissionable = commissionable.subtract(refund.worth().commissionable());
            commission = commission.subtract(refund.worth().commission());
        }
        boolean right = total.signum() == 0 && commissionable.signum() == 0 && commission.signum() == 0;
        return right
                ? new Nothing()
                : new Book(new Conversion.Worth(first.worth().currency(), total, commissionable, commission));
    }

    private static Conversion.Worth nothing(Conversion first) {
        BigDecimal zero = BigDecimal.ZERO.setScale(first.worth().total().scale());
        return new Conversion.Worth(first.worth().currency(), zero, zero, zero);
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal share) {
        return amount.multiply(share).setScale(amount.scale(), RoundingMode.HALF_EVEN);
    }
}
