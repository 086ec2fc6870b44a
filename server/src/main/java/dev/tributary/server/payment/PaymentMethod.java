package dev.tributary.server.payment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the money reaches the affiliate. Tributary moves none: it records, and writes the lists that banks take. */
public enum PaymentMethod {
    PAYPAL("PayPal"),
    BANK_TRANSFER("Bank transfer"),
    CHEQUE("Cheque"),
    STORE_CREDIT("Store credit"),
    OTHER("Other");

    /** All of them by the names that the API knows, in order. */
    static final Map<String, PaymentMethod> BY_NAME = byName();

    /** What else others call them. */
    private static final Map<String, PaymentMethod> ALIASES = Map.of("CHECK", CHEQUE, "MANUAL", OTHER);

    private final String label;

    PaymentMethod(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** By its name, however its words are written and joined; empty if there is none of this name. */
    static Optional<PaymentMethod> named(String text) {
        String name = text.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
        return Optional.ofNullable(BY_NAME.getOrDefault(name, ALIASES.get(name)));
    }

    private static Map<String, PaymentMethod> byName() {
        Map<String, PaymentMethod> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(method -> names.put(method.name(), method));
        return names;
    }
}
