package dev.tributary.server.order;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Base64 of the HMAC-SHA256 of the raw body, keyed by the text of a secret: {@code X-Shopify-Hmac-Sha256} and {@code
 * X-WC-Webhook-Signature}.
 */
final class BodySignature {
    private static final String ALGORITHM = "HmacSHA256";

    private BodySignature() {}

    /** Compares in constant time, so that a forger learns nothing from how long it takes. */
    static boolean matches(String header, byte[] body, String secret) {
        return MessageDigest.isEqual(
                header.strip().getBytes(StandardCharsets.UTF_8),
                Base64.getEncoder().encode(hmac(body, secret)));
    }

    static byte[] hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
