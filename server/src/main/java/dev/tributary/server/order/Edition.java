package dev.tributary.server.order;

import dev.tributary.server.api.Sha256;
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
        return new Edition(told, HexFormat.of().formatHex(Sha256.of(message)));
    }
}
