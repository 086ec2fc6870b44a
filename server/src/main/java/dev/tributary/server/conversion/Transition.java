package dev.tributary.server.conversion;

import java.util.Optional;

/** Whether a conversion may go from where it stands to another status. Purely. */
sealed interface Transition {
    /** It may. */
    record Allowed() implements Transition {}

    /** It stands there already. */
    record Unchanged() implements Transition {}

    /**
     * It may not.
     *
     * @param reason for the merchant: why not
     */
    record Refused(String reason) implements Transition {}

    /**
     * A refund goes with the conversion that it takes back; by hand it can only be waived, which is to deny it, and that
     * only while there is something to take back.
     *
     * @param first where the conversion that it takes back stands, if it takes one back
     */
    static Transition of(Conversion conversion, Optional<Status> first, Status to) {
        Conversion.Standing standing = conversion.standing();
        boolean stands = first.filter(status -> status == Status.DENIED || status == Status.UNQUALIFIED)
                .isEmpty();
        return conversion
                .refundOf()
                .filter(sale -> to != standing.status() && (to != Status.DENIED || !stands))
                .<Transition>map(sale -> new Refused(
                        stands
                                ? "it goes with conversion " + sale + ", which it takes back"
                                : "conversion " + sale
                                        + ", which it takes back, came to nothing: nothing is left to waive"))
                .orElseGet(() -> of(standing, to));
    }

    /** As {@link #of(Status, PaymentStatus, Status)}; what a payment keeps can't change under it either. */
    static Transition of(Conversion.Standing from, Status to) {
        Transition transition = of(from.status(), from.paymentStatus(), to);
        return transition instanceof Allowed && from.payment().isPresent()
                ? new Refused("the conversion is in payment " + from.payment().get() + ": void that first")
                : transition;
    }

    static Transition of(Status from, PaymentStatus payment, Status to) {
        if (from == to) {
            return new Unchanged();
        }
        if (payment == PaymentStatus.PAID) {
            return new Refused("the conversion is paid, and that is final");
        }
        boolean allowed = switch (from) {
            case PENDING -> true;
            case UNQUALIFIED -> to == Status.PENDING;
            case APPROVED -> to == Status.DENIED;
            case DENIED -> false;
        };
        return allowed ? new Allowed() : new Refused("a conversion can't go from " + from + " to " + to);
    }
}
