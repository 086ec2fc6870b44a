package dev.tributary.server.moving;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An import, written {@code imp_} and 32 hexadecimal digits. */
public record ImportId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("imp_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<ImportId> parse(String text) {
        return FORM.parse(text).map(ImportId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
