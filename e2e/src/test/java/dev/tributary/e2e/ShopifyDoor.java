package dev.tributary.e2e;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A shop of Shopify's that is connected, and signs what it sends. */
record ShopifyDoor(String source, URI url) {
    private static final String SECRET = "what the shop signs with";

    static ShopifyDoor connect(Api api, String name) {
        JsonNode made = api.post("/sources", Map.of("kind", "shopify", "secret", SECRET, "name", name));
        return new ShopifyDoor(
                made.path("id").asString(), URI.create(made.path("url").asString()));
    }

    /** Sends a message and returns the status of the answer. */
    int send(String body) {
        return Api.status(url, body, "X-Shopify-Hmac-Sha256", hmac(body));
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
