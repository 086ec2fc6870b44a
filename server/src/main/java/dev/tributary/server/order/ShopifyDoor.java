package dev.tributary.server.order;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Shopify's webhooks arrive. The signature covers the body alone, so nothing is believed of the other headers.
 */
@RestController
class ShopifyDoor {
    private final ShopDoor door;

    ShopifyDoor(ShopDoor door) {
        this.door = door;
    }

    @PostMapping("/in/shopify/{token}")
    Map<String, Object> receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        return door.open(
                Origin.SHOPIFY,
                token,
                request,
                (opened, body) -> door.receive(opened, body, request, "X-Shopify-Hmac-Sha256"));
    }
}
