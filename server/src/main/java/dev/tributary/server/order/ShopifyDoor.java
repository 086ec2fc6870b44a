package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Where Shopify's webhooks arrive. The signature covers the body alone, so nothing is believed of the other headers:
 * what a message is, which order it tells of and how old it is stand in its body.
 */
@RestController
class ShopifyDoor {

    private final TakeBodies bodies;
    private final Sources sources;
    private final Orders orders;
    private final ShopifyMessages messages;
    private final SourceLights lights;
    private final InstantSource clock;

    ShopifyDoor(
            TakeBodies bodies,
            Sources sources,
            Orders orders,
            ShopifyMessages messages,
            SourceLights lights,
            InstantSource clock) {
        this.bodies = bodies;
        this.sources = sources;
        this.orders = orders;
        this.messages = messages;
        this.lights = lights;
        this.clock = clock;
    }

    @PostMapping("/in/shopify/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sources.Opened opened =
                sources.behind(Origin.SHOPIFY, token).orElseThrow(() -> Problem.notFound("source at this URL"));
        return bodies.take(request, body -> receive(request, opened, body));
    }

    private Map<String, Object> receive(HttpServletRequest request, Sources.Opened opened, byte[] body) {
        verify(request, body, opened);
        JsonNode message = Json.read(body);
        Map<String, Object> answer = take(opened.source(), message, body);
        lights.received(opened.source());
        return answer;
    }

    /** An edit says what was added and removed, not what that comes to; the order's own update does. */
    private Map<String, Object> take(Source source, JsonNode message, byte[] body) {
        if (message.has("order_edit")) {
            return Map.of("ignored", "an edit: the order's update tells what came of it");
        }
        return ShopifyRefund.looksLike(message) ? refund(source, message, body) : order(source, message, body);
    }

    private void verify(HttpServletRequest request, byte[] body, Sources.Opened opened) {
        boolean valid = Optional.ofNullable(request.getHeader("X-Shopify-Hmac-Sha256"))
                .filter(header -> opened.signs(secret -> BodySignature.matches(header, body, secret)))
                .isPresent();
        if (!valid) {
            lights.refused(opened.source());
            throw Problem.unauthorized("X-Shopify-Hmac-Sha256 is missing or does not fit the body: "
                    + "check that the source has the secret that the shop signs with.");
        }
    }

    private Map<String, Object> order(Source source, JsonNode message, byte[] body) {
        ShopifyOrder order = new ShopifyOrder(message, clock.instant());
        OrderKey key = order.key(source.id());
        if (!order.isComplete()) {
            TakeBodies.checkPart(body);
        }
        Receipt receipt = orders.follow(source.account(), key, before -> messages.news(source, message, body, before));
        return answer(receipt);
    }

    private Map<String, Object> refund(Source source, JsonNode message, byte[] body) {
        ShopifyRefund refund = new ShopifyRefund(new ShopNode("", message), clock.instant());
        IncomingRefund incoming = refund.read(source.id(), body);
        Map<String, Object> answer =
                new LinkedHashMap<>(Map.of("refund", incoming.refund().key()));
        orders.refunded(source.account(), incoming).map(ShopifyDoor::answer).ifPresent(answer::putAll);
        return answer;
    }

    private static Map<String, Object> answer(Receipt receipt) {
        return Map.of(
                "order",
                receipt.order().id().toString(),
                "conversions",
                receipt.credits().stream().map(CreditOrder.Credit::id).toList());
    }
}
