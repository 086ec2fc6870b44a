package dev.tributary.server.access;

import dev.tributary.server.api.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * 256 random bits that are shown once and kept as their SHA-256. They can't be guessed, so a slow hash would add
 * nothing.
 */
public record Secret(String text) {
    /** A new one that begins like this. */
    public static Secret random(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As it is kept. */
    public byte[] hash() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
