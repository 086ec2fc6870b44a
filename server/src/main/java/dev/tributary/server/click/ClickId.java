package dev.tributary.server.click;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A stored click, written {@code clk_} and 32 hexadecimal digits. */
public record ClickId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("clk_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<ClickId> parse(String text) {
        return FORM.parse(text).map(ClickId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
