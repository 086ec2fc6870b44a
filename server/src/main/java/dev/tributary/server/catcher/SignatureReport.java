package dev.tributary.server.catcher;

import org.jspecify.annotations.Nullable;

/**
 * Whether a caught request's signatures hold, and why not.
 *
 * @param valid whether every signature that is there holds
 * @param webhook_id the webhook whose secret signed it; null if none did
 * @param standard {@code webhook-signature}; null where the request has none of its headers
 * @param classic {@code Refersion-Signature}; null where the request has none
 */
@SuppressWarnings("MemberName") // the names on the wire
public record SignatureReport(
        boolean valid,
        @Nullable String webhook_id,
        @Nullable Standard standard,
        @Nullable Classic classic) {
    /**
     * The signature of Standard Webhooks.
     *
     * @param reason why it does not hold; null if it does
     * @param scheme {@code v1} or {@code v1a}, whichever matched
     * @param signed_content the exact string that is signed; long bodies are named, not repeated
     * @param clock_skew_seconds how long before its arrival the request was signed; negative if after
     */
    public record Standard(
            boolean valid,
            @Nullable String reason,
            @Nullable String webhook_id,
            @Nullable String scheme,
            @Nullable String signed_content,
            @Nullable Long clock_skew_seconds) {}

    /**
     * The signature of the classic format, over the raw body.
     *
     * @param reason why it does not hold; null if it does
     */
    public record Classic(
            boolean valid,
            @Nullable String reason,
            @Nullable String webhook_id) {}
}
