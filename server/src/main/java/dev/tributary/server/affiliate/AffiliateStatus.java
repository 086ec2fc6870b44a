package dev.tributary.server.affiliate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Whether an affiliate may earn. One is born PENDING or ACTIVE; nobody becomes PENDING again. */
public enum AffiliateStatus {
    PENDING,
    ACTIVE,
    DENIED,
    DISABLED;

    static final String NEVER_PENDING_AGAIN = "can't become PENDING again: choose ACTIVE, DENIED or DISABLED";

    static final Map<String, AffiliateStatus> ALL = named(values());
    static final Map<String, AffiliateStatus> AT_BIRTH = named(PENDING, ACTIVE);

    /** In a sentence. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, AffiliateStatus> named(AffiliateStatus... statuses) {
        Map<String, AffiliateStatus> named = new LinkedHashMap<>();
        for (AffiliateStatus status : statuses) {
            named.put(status.name(), status);
        }
        return Collections.unmodifiableMap(named);
    }
}
