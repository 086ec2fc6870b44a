package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.delivery.DeliveryId;
import java.util.List;

/** A selection names deliveries that are not the webhook's. */
public final class UnknownDeliveries extends RuntimeException {
    private final List<DeliveryId> unknown;

    UnknownDeliveries(List<DeliveryId> unknown) {
        super("not deliveries of this webhook: " + unknown);
        this.unknown = List.copyOf(unknown);
    }

    public List<DeliveryId> unknown() {
        return unknown;
    }
}
