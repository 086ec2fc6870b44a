package dev.tributary.server.affiliate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What in an order gives it to an affiliate. */
public enum TriggerType {
    /** A discount code. */
    COUPON,
    /** An item's stock-keeping unit. */
    SKU,
    /** The customer's e-mail address. */
    EMAIL;

    static final Map<String, TriggerType> BY_NAME = byName();

    /** As a person calls it. */
    public String label() {
        return switch (this) {
            case COUPON -> "Coupon";
            case SKU -> "SKU";
            case EMAIL -> "E-mail address";
        };
    }

    private static Map<String, TriggerType> byName() {
        Map<String, TriggerType> types = new LinkedHashMap<>();
        for (TriggerType type : values()) {
            types.put(type.name(), type);
        }
        return Collections.unmodifiableMap(types);
    }
}
