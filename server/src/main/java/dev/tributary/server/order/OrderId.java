package dev.tributary.server.order;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An order, written {@code ord_} and 32 hexadecimal digits. */
public record OrderId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("ord_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<OrderId> parse(String text) {
        return FORM.parse(text).map(OrderId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
