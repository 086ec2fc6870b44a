package dev.tributary.server.order;

import dev.tributary.server.api.Fields;
import java.util.Map;
import java.util.Optional;

/**
 * A source that somebody wants to connect.
 *
 * @param name may be empty
 * @param secret that the shop signs with
 */
record NewSource(Origin kind, String name, String secret) {
    private static final Map<String, Origin> KINDS =
            Map.of("shopify", Origin.SHOPIFY, "woocommerce", Origin.WOOCOMMERCE, "stripe", Origin.STRIPE);

    /** Reads the body of {@code POST /api/v1/sources}. */
    static NewSource from(Fields body) {
        Optional<Origin> kind = body.choice("kind", KINDS);
        if (!body.has("kind") || body.isNull("kind")) {
            body.error("kind", "is required");
        }
        String secret = body.requiredText("secret", 500);
        String name = body.text("name", 200).orElse("");
        body.done();
        return new NewSource(kind.orElseThrow(), name, secret);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "NewSource[" + kind + ", " + name + "]";
    }
}
