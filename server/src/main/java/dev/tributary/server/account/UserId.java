package dev.tributary.server.account;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A person who signs in, written {@code usr_} and 32 hexadecimal digits. */
public record UserId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("usr_");

    public static Optional<UserId> parse(String text) {
        return FORM.parse(text).map(UserId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
