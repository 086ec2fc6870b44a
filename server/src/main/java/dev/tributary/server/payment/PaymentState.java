package dev.tributary.server.payment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where a payment stands.
 *
 * <p>{@code PREPARED → SENT | VOIDED}. While it is prepared its conversions are kept for it but not paid, and nobody is
 * told. Sending it makes them PAID and tells of the payment, both for good; voiding it gives them back. So a receiver
 * never books a payment that did not happen.
 */
public enum PaymentState {
    PREPARED,
    SENT,
    VOIDED;

    static final Map<String, PaymentState> BY_NAME = byName();

    /** As a badge shows it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, PaymentState> byName() {
        Map<String, PaymentState> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(state -> names.put(state.name(), state));
        return names;
    }
}
