package dev.tributary.webhooks.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of an attempt. {@code v1} and {@code v1a} follow the
 * <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks specification</a>: over {@code id.timestamp.body}. {@code Refersion-Signature} is over the body alone.
 */
public final class Signatures {
    private static final String HMAC = "HmacSHA256";

    private Signatures() {}

    /** {@code v1,} and base64 of HMAC-SHA256. */
    public static String v1(SigningSecret secret, String id, long timestamp, byte[] body) {
        Mac mac = mac(secret.key());
        mac.update(head(id, timestamp));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    /** {@code v1a,} and base64 of the ed25519 signature. */
    public static String v1a(Ed25519 key, String id, long timestamp, byte[] body) {
        byte[] head = head(id, timestamp);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return "v1a," + Base64.getEncoder().encodeToString(key.sign(message));
    }

    /** {@code Refersion-Signature}: base64 of HMAC-SHA256 of the raw body, keyed by the secret's text. */
    public static String classic(SigningSecret secret, byte[] body) {
        return Base64.getEncoder()
                .encodeToString(
                        mac(secret.text().getBytes(StandardCharsets.UTF_8)).doFinal(body));
    }

    private static byte[] head(String id, long timestamp) {
        return (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
