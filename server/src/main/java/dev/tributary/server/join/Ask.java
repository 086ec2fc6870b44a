package dev.tributary.server.join;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a sign-up page may ask besides name and e-mail address. */
public enum Ask {
    COMPANY("Company", ""),
    PHONE_NUMBER("Phone number", ""),
    ADDRESS("Postal address", ""),
    PAYPAL_EMAIL("PayPal address", "Where payments go."),
    COUPON("Coupon", "The discount code that they would like. It becomes a trigger once they are approved.");

    static final Map<String, Ask> BY_NAME = byName();

    private final String label;
    private final String hint;

    Ask(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    /** Such as {@code paypal_email}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public String hint() {
        return hint;
    }

    private static Map<String, Ask> byName() {
        Map<String, Ask> asks = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(ask -> asks.put(ask.text(), ask));
        return Collections.unmodifiableMap(asks);
    }
}
