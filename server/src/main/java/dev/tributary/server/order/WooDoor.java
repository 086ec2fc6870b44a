package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ReadBody;
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
 * Where WooCommerce's webhooks arrive: orders created, updated and deleted. What a message is stands in its body. The
 * first one of a new webhook is a ping, an unsigned form that says nothing; without a 200 the shop would not save the
 * webhook.
 */
@RestController
class WooDoor {
    private static final int LONGEST = 1 << 20;
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,18}");

    private final Sources sources;
    private final Orders orders;
    private final SourceLights lights;
    private final InstantSource clock;

    WooDoor(Sources sources, Orders orders, SourceLights lights, InstantSource clock) {
        this.sources = sources;
        this.orders = orders;
        this.lights = lights;
        this.clock = clock;
    }

    @PostMapping("/in/woocommerce/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        Sources.Opened opened =
                sources.behind(Origin.WOOCOMMERCE, token).orElseThrow(() -> Problem.notFound("source at this URL"));
        byte[] body = ReadBody.bytes(request, LONGEST);
        if (PING.matcher(new String(body, StandardCharsets.ISO_8859_1).strip()).matches()) {
            return Map.of("ping", "answered");
        }
        verify(request, body, opened);
        Map<String, Object> answer = take(opened.source(), body);
        lights.received(opened.source());
        return answer;
    }

    private void verify(HttpServletRequest request, byte[] body, Sources.Opened opened) {
        boolean valid = Optional.ofNullable(request.getHeader("X-WC-Webhook-Signature"))
                .filter(header -> opened.secrets().stream()
                        .anyMatch(secret -> BodySignature.matches(header, body, secret)))
                .isPresent();
        if (!valid) {
            lights.refused(opened.source());
            throw Problem.unauthorized("X-WC-Webhook-Signature is missing or does not fit the body: "
                    + "check that the source has the secret that the shop signs with.");
        }
    }

    /** An order that was never paid is none of ours; one that we know and whose payment failed is cancelled. */
    private Map<String, Object> take(Source source, byte[] body) {
        WooOrder message = new WooOrder(Json.read(body), clock.instant());
        OrderKey key = new OrderKey(source.id().toString(), message.id());
        boolean known = orders.knows(source.account(), key);
        if (message.isDeleted()) {
            return known ? answer(orders.cancelled(source.account(), key, clock.instant())) : ignored("not known");
        }
        if (message.isUnpaid() && !known) {
            return ignored("not paid yet");
        }
        IncomingOrder incoming = message.read(source.id(), body);
        return answer(orders.follow(source.account(), incoming, message.refunds(incoming)));
    }

    private static Map<String, Object> ignored(String why) {
        return Map.of("ignored", why);
    }

    private static Map<String, Object> answer(Receipt receipt) {
        List<Long> conversions =
                receipt.credits().stream().map(CreditOrder.Credit::id).toList();
        return Map.of("order", receipt.order().id().toString(), "conversions", conversions);
    }
}
