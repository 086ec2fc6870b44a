package dev.tributary.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A webhook's secret: a text that both HMAC signatures use, and an ed25519 key pair that is renewed with it.
 *
 * @param text what the console shows; its UTF-8 bytes key {@code Refersion-Signature}
 * @param ed25519 the pair behind {@code v1a}
 */
public record SigningSecret(String text, Ed25519 ed25519) {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int MAX_TEXT = 500;

    /**
     * Checks that the text can be a secret.
     *
     * @throws IllegalArgumentException with a sentence for the owner, if the text can't be a secret
     */
    public SigningSecret {
        keyOf(text);
    }

    /**
     * The key of {@code v1}: what {@code whsec_} is followed by, decoded from base64; for a text without that prefix
     * (a secret that a receiver already knows) its UTF-8 bytes.
     */
    public byte[] key() {
        return keyOf(text);
    }

    /** The key as Standard Webhooks libraries take it. */
    public String verifyWith() {
        return PREFIX + Base64.getEncoder().encodeToString(key());
    }

    /** {@code whsec_} and 32 bytes in base64. */
    public static String textOf(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    private static byte[] keyOf(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a secret has 1 to " + MAX_TEXT + " characters");
        }
        if (!text.startsWith(PREFIX)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            if (key.length >= MIN_BYTES && key.length <= MAX_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer as for a wrong length
        }
        throw new IllegalArgumentException(
                "after whsec_ there must be base64 of " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
    }

    /** Never the secret itself: records end up in logs. */
    @Override
    public String toString() {
        return "SigningSecret[…]";
    }
}
