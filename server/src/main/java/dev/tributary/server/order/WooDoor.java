package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where WooCommerce's webhooks arrive: orders created, updated and deleted, and subscriptions. What a message is stands in its body. The
 * first one of a new webhook is a ping, an unsigned form that says nothing; without a 200 the shop would not save the
 * webhook.
 */
@RestController
class WooDoor {
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,18}");

    private final TakeBodies bodies;
    private final Sources sources;
    private final Orders orders;
    private final WooMessages messages;
    private final SourceLights lights;
    private final InstantSource clock;

    WooDoor(
            TakeBodies bodies,
            Sources sources,
            Orders orders,
            WooMessages messages,
            SourceLights lights,
            InstantSource clock) {
        this.bodies = bodies;
        this.sources = sources;
        this.orders = orders;
        this.messages = messages;
        this.lights = lights;
        this.clock = clock;
    }

    @PostMapping("/in/woocommerce/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sources.Opened opened =
                sources.behind(Origin.WOOCOMMERCE, token).orElseThrow(() -> Problem.notFound("source at this URL"));
        return bodies.take(request, body -> receive(request, opened, body));
    }

    private Map<String, Object> receive(HttpServletRequest request, Sources.Opened opened, byte[] body) {
        if (isPing(body)) {
            return Map.of("ping", "answered");
        }
        verify(request, body, opened);
        Map<String, Object> answer = take(opened.source(), body);
        lights.received(opened.source());
        return answer;
    }

    private static boolean isPing(byte[] body) {
        return body.length < 64
                && PING.matcher(new String(body, StandardCharsets.ISO_8859_1).strip())
                        .matches();
    }

    private void verify(HttpServletRequest request, byte[] body, Sources.Opened opened) {
        boolean valid = Optional.ofNullable(request.getHeader("X-WC-Webhook-Signature"))
                .filter(header -> opened.signs(secret -> BodySignature.matches(header, body, secret)))
                .isPresent();
        if (!valid) {
            lights.refused(opened.source());
            throw Problem.unauthorized("X-WC-Webhook-Signature is missing or does not fit the body: "
                    + "check that the source has the secret that the shop signs with.");
        }
    }

    /** An order that waits for its payment is none yet; neither is a deleted one that we don't know. */
    private Map<String, Object> take(Source source, byte[] body) {
        WooOrder message = new WooOrder(Json.read(body), clock.instant());
        if (message.isSubscription()) {
            return subscription(source, message);
        }
        if (message.isDeleted()) {
            return orders.followKnown(source.account(), message.key(source.id()), messages::deleted)
                    .map(WooDoor::answer)
                    .orElse(Map.of("ignored", "not an order that is known"));
        }
        if (message.isUnpaid()) {
            return Map.of("ignored", "not an order that was paid");
        }
        return answer(orders.follow(
                source.account(),
                message.key(source.id()),
                before -> messages.news(source.account(), source.id(), message, body)));
    }

    /** It renews by orders of their own; what it tells is which order those go back to. */
    private Map<String, Object> subscription(Source source, WooOrder message) {
        String id = message.id();
        return message.parent(source.id())
                .map(parent -> orders.subscribed(source.account(), parent, id)
                        .map(WooDoor::answer)
                        .orElse(Map.of("subscription", "kept until its order comes")))
                .orElse(Map.of("ignored", "a subscription that no order began"));
    }

    private static Map<String, Object> answer(Receipt receipt) {
        List<Long> conversions =
                receipt.credits().stream().map(CreditOrder.Credit::id).toList();
        return Map.of("order", receipt.order().id().toString(), "conversions", conversions);
    }
}
