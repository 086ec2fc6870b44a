package dev.tributary.server.order;

import dev.tributary.server.api.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A message of Stripe's: what happened, when, and to what.
 *
 * @param object the thing as it was then
 * @param live false where Stripe's test mode sent it
 * @see <a href="https://docs.stripe.com/api/events/object">The Event object</a>
 */
record StripeEvent(String type, Instant at, ShopNode object, boolean live) {
    static final Set<String> CHECKOUTS =
            Set.of("checkout.session.completed", "checkout.session.async_payment_succeeded");

    static final Set<String> INVOICES = Set.of("invoice.paid", "invoice.payment_succeeded");

    /** As of the version 2025-03-31.basil these alone tie a payment to its invoice. */
    static final Set<String> PAYMENTS = Set.of("invoice_payment.paid");

    static final Set<String> REFUNDS = Set.of("charge.refunded");

    static StripeEvent read(JsonNode message) {
        if (!message.isObject()) {
            throw Problem.badRequest("The body must be a JSON object.");
        }
        ShopNode event = new ShopNode("", message);
        String type = event.text("type").orElseThrow(() -> event.wrong("type", "is required"));
        ShopNode object = event.object("data")
                .flatMap(data -> data.object("object"))
                .orElseThrow(() -> event.wrong("data.object", "is required"));
        return new StripeEvent(
                type.toLowerCase(Locale.ROOT),
                Instant.ofEpochSecond(event.whole("created").orElseThrow(() -> event.wrong("created", "is required"))),
                object,
                event.flag("livemode"));
    }

    /** An id; an object in its place has one of its own. */
    static Optional<String> id(ShopNode node, String name) {
        return node.node().path(name).isObject()
                ? node.object(name).flatMap(inner -> inner.text("id"))
                : node.text(name);
    }
}
