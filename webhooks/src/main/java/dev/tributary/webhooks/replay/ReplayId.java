package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A replay of many, written {@code rpl_} and 32 hexadecimal digits. */
public record ReplayId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("rpl_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<ReplayId> parse(String text) {
        return FORM.parse(text).map(ReplayId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
