package dev.tributary.server.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, as in FIPS 180-4. */
public final class Sha256 {
    private Sha256() {}

    /** The 32 bytes of the parts, one after the other. */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** For what comes piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
