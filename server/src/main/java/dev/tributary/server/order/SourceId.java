package dev.tributary.server.order;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A shop that may send orders, written {@code src_} and 32 hexadecimal digits. */
public record SourceId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("src_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<SourceId> parse(String text) {
        return FORM.parse(text).map(SourceId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
