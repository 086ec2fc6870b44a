package dev.tributary.server.order;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where WooCommerce's webhooks arrive. The first message of a new webhook is a ping, an unsigned form that says nothing;
 * without a 200 the shop would not save the webhook.
 */
@RestController
class WooDoor {
    private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,18}");

    private final ShopDoor door;

    WooDoor(ShopDoor door) {
        this.door = door;
    }

    @PostMapping("/in/woocommerce/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        return door.open(
                Origin.WOOCOMMERCE,
                token,
                request,
                (opened, body) -> isPing(body)
                        ? Map.of("ping", "answered")
                        : door.receive(opened, body, request, "X-WC-Webhook-Signature"));
    }

    private static boolean isPing(byte[] body) {
        return body.length < 64
                && PING.matcher(new String(body, StandardCharsets.ISO_8859_1).strip())
                        .matches();
    }
}
