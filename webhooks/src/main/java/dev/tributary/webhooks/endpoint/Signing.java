package dev.tributary.webhooks.endpoint;

import java.util.Locale;

/** Which schemes {@code webhook-signature} carries. */
public enum Signing {
    /** {@code v1}: HMAC-SHA256. */
    HMAC,
    /** {@code v1a}: ed25519. */
    ED25519,
    /** {@code v1} and {@code v1a}. */
    BOTH;

    /** As the API writes it: {@code hmac}, {@code ed25519} or {@code both}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
