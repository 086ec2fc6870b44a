package dev.tributary.server.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/**
 * What one affiliate is paid in one currency.
 *
 * @param number the classic payload's {@code id}, unique in the account
 * @param affiliate the affiliate's number
 * @param total what its conversions earned together, above zero, at the currency's scale
 * @param conversions how many it pays, refunds among them
 * @param from it pays orders from this moment on; empty for all before the end
 * @param until it pays orders and refunds before this moment; empty for all that there were
 * @param settled when it was sent or voided; empty while it is prepared
 * @param madeBy who made it: a person's address, or an API key
 * @param settledBy who sent or voided it
 */
public record Payment(
        long number,
        long affiliate,
        Currency currency,
        BigDecimal total,
        int conversions,
        PaymentMethod method,
        Optional<String> note,
        Optional<Instant> from,
        Optional<Instant> until,
        Instant created,
        PaymentState state,
        Optional<Instant> settled,
        String madeBy,
        Optional<String> settledBy) {

    /** When the affiliate was sent the money. */
    public Optional<Instant> sent() {
        return state == PaymentState.SENT ? settled : Optional.empty();
    }

    public Optional<Instant> voided() {
        return state == PaymentState.VOIDED ? settled : Optional.empty();
    }

    Payment settled(PaymentState to, Instant at, String by) {
        return new Payment(
                number,
                affiliate,
                currency,
                total,
                conversions,
                method,
                note,
                from,
                until,
                created,
                to,
                Optional.of(at),
                madeBy,
                Optional.of(by));
    }

    PaymentSnapshot snapshot() {
        return new PaymentSnapshot(number, affiliate, currency, total, method.name(), conversions, note, created);
    }
}
