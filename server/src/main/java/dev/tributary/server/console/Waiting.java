package dev.tributary.server.console;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Instant;
import java.util.Optional;

/** Says what an unfinished delivery waits for. */
final class Waiting {
    private Waiting() {}

    /** One sentence; empty where nothing is waited for. */
    static String of(Webhooks webhooks, Endpoint endpoint, Delivery delivery) {
        return switch (delivery.state()) {
            case DELIVERED, EXHAUSTED, CANCELLED -> "";
            case HELD -> held(endpoint);
            case PENDING, RETRYING -> due(webhooks, endpoint, delivery);
        };
    }

    private static String held(Endpoint endpoint) {
        return endpoint.status() == Status.ACTIVE
                ? "Held; its webhook is active again, so it is sent in a moment."
                : "Held while the webhook is " + endpoint.status().text() + ". Enabling it sends this, or skips it.";
    }

    private static String due(Webhooks webhooks, Endpoint endpoint, Delivery delivery) {
        Optional<Instant> next = delivery.nextAttemptAt();
        if (next.isEmpty()) {
            return "Being sent now.";
        }
        Optional<Delivery> before = webhooks.deliveries().predecessor(endpoint.account(), delivery);
        if (before.isPresent()) {
            return "Waiting for number %d about %s, which goes first since the webhook keeps the order."
                    .formatted(before.get().sequence(), before.get().subject());
        }
        return next.get().isAfter(webhooks.clock().instant())
                ? ""
                : "Waiting for its turn: " + limits(endpoint.settings());
    }

    private static String limits(EndpointSettings settings) {
        return "at most " + settings.maxInFlight() + " requests are under way at once"
                + settings.ratePerSecond()
                        .map(rate -> ", and " + rate + " a second are sent")
                        .orElse("")
                + ".";
    }
}
