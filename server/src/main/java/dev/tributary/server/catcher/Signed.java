package dev.tributary.server.catcher;

import dev.tributary.server.catcher.LiveSecrets.LiveSecret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks one signature against one secret. */
final class Signed {
    /** What precedes the 32 bytes of an Ed25519 public key in X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Signed() {}

    /** Whether {@code v1,…} or {@code v1a,…} is this secret's signature of the content. */
    static boolean standard(LiveSecret secret, String signature, byte[] content) {
        Optional<byte[]> v1 = value(signature, "v1,");
        if (v1.isPresent()) {
            return MessageDigest.isEqual(v1.get(), hmac(secret.key(), content));
        }
        Optional<byte[]> v1a = value(signature, "v1a,");
        return v1a.isPresent()
                && secret.publicKey()
                        .map(key -> ed25519(key, v1a.get(), content))
                        .orElse(false);
    }

    static boolean hmacEquals(byte[] key, String base64, byte[] content) {
        return value(base64, "")
                .map(mac -> MessageDigest.isEqual(mac, hmac(key, content)))
                .orElse(false);
    }

    private static Optional<byte[]> value(String signature, String prefix) {
        if (!signature.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(signature.substring(prefix.length())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static boolean ed25519(byte[] key, byte[] signature, byte[] content) {
        try {
            byte[] x509 = new byte[X509_PREFIX.length + key.length];
            System.arraycopy(X509_PREFIX, 0, x509, 0, X509_PREFIX.length);
            System.arraycopy(key, 0, x509, X509_PREFIX.length, key.length);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
