package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A webhook, written {@code we_} and 32 hexadecimal digits. */
public record EndpointId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("we_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<EndpointId> parse(String text) {
        return FORM.parse(text).map(EndpointId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
