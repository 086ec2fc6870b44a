package dev.tributary.server.access;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An API key's name in paths and logs, written {@code key_} and 32 hexadecimal digits. It opens nothing. */
public record KeyId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("key_");

    public static Optional<KeyId> parse(String text) {
        return FORM.parse(text).map(KeyId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
