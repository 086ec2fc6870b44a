package dev.tributary.server.order;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
        Optional<String> header = Optional.ofNullable(request.getHeader("X-Shopify-Hmac-Sha256"));
        return door.open(
                Origin.SHOPIFY,
                token,
                request,
                (opened, body) -> door.receive(
                        opened.source(),
                        body,
                        header.filter(value -> opened.signs(secret -> BodySignature.matches(value, body, secret)))
                                .isPresent(),
                        "X-Shopify-Hmac-Sha256 is missing or does not fit the body: "
                                + "check that the source has the secret that the shop signs with."));
    }
}
