package dev.tributary.server.access;

/** A password as it is kept: Argon2id with its parameters and salt. */
public record PasswordHash(String text) {
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
