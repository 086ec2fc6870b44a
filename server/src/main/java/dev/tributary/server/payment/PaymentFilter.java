package dev.tributary.server.payment;

import java.time.Instant;
import java.util.Optional;

/**
 * Which payments a list shows.
 *
 * @param since made then or later
 * @param until made before
 */
public record PaymentFilter(
        Optional<Long> affiliate,
        Optional<PaymentState> state,
        Optional<PaymentMethod> method,
        Optional<Instant> since,
        Optional<Instant> until) {
    public static final PaymentFilter ALL =
            new PaymentFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The payments that an affiliate has been sent: what the affiliate may see. */
    public static PaymentFilter sentTo(long affiliate) {
        return new PaymentFilter(
                Optional.of(affiliate),
                Optional.of(PaymentState.SENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
