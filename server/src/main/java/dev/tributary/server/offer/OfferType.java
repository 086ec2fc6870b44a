package dev.tributary.server.offer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a commission is counted by. */
public enum OfferType {
    /** {@code amount} per cent of the commissionable total. */
    PERCENT_OF_SALE,
    /** {@code amount} for every piece. */
    FLAT_RATE_PER_ITEM,
    /** {@code amount} for every order. */
    FLAT_RATE_PER_ORDER,
    /** A percentage that rises with what the affiliate has brought: see {@link Tiers}. */
    TIERED;

    static final Map<String, OfferType> BY_NAME = byName();

    public boolean isFlat() {
        return this == FLAT_RATE_PER_ITEM || this == FLAT_RATE_PER_ORDER;
    }

    private static Map<String, OfferType> byName() {
        Map<String, OfferType> types = new LinkedHashMap<>();
        for (OfferType type : values()) {
            types.put(type.name(), type);
        }
        return Collections.unmodifiableMap(types);
    }
}
