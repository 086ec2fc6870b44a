package dev.tributary.webhooks.event;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An event; the value of the {@code webhook-id} header, written {@code evt_} and 32 hexadecimal digits. */
public record EventId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("evt_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<EventId> parse(String text) {
        return FORM.parse(text).map(EventId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
