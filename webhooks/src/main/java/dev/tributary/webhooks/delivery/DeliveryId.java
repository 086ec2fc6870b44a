package dev.tributary.webhooks.delivery;

import dev.tributary.webhooks.clock.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** A delivery, written {@code dlv_} and 32 hexadecimal digits. */
public record DeliveryId(UUID value) {
    private static final PrefixedId FORM = new PrefixedId("dlv_");

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<DeliveryId> parse(String text) {
        return FORM.parse(text).map(DeliveryId::new);
    }

    @Override
    public String toString() {
        return FORM.format(value);
    }
}
