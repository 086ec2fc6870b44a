package dev.tributary.server.account;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.UUID;

/** A person who signs in, written {@code usr_} and 32 hexadecimal digits. */
public record UserId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("usr_");

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
