package dev.tributary.server.catcher;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A request catcher, written {@code cat_} and 32 hexadecimal digits. */
public record CatcherId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("cat_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<CatcherId> parse(String text) {
        return FORM.parse(text).map(CatcherId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
