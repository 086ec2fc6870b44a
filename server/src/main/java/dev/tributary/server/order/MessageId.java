package dev.tributary.server.order;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A message of a shop, written {@code smsg_} and 32 hexadecimal digits. */
public record MessageId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("smsg_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    static Optional<MessageId> parse(String text) {
        return FORM.parse(text).map(MessageId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
