package dev.tributary.server.order;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Which of its source's messages an order was read from.
 *
 * @param told when the source says that it was so
 * @param digest the SHA-256 of the message's bytes, in hexadecimal digits
 */
public record Edition(Instant told, String digest) {
    static Edition of(Instant told, byte[] message) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
            return new Edition(told, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
