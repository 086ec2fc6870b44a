package dev.tributary.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Orders as Shopify sends them, made of one body in the form of a real one. */
public final class ShopifyOrders {
    /** An order of 130.55 dollars, 100.00 of them commissionable, with the coupon SPRING and no link. */
    public static final String ORDER = resource("/shopify-order.json");

    private ShopifyOrders() {}

    /**
     * A body that is Shopify's own; where it is from stands in the README beside it.
     *
     * @param name such as {@code printed/refunds-create.2026-07}
     */
    public static String kept(String name) {
        return resource("/shopify/" + name + ".json");
    }

    /** The printed order as it was before it was voided and cancelled. */
    public static String paid(String printed) {
        return printed.replace("\"voided\"", "\"paid\"")
                .replace("\"cancelled_at\": \"2021-12-31T19:00:00-05:00\"", "\"cancelled_at\": null");
    }

    /** The order of a customer who landed with this query string. */
    public static String landing(String query) {
        return ORDER.replace("\"/collections/tea\"", "\"/collections/tea?" + query + "\"");
    }

    /** The same order, told again a day later. */
    public static String later(String order) {
        return order.replace("\"updated_at\": \"2026-04-30", "\"updated_at\": \"2026-05-01");
    }

    /** Another order with the same content. */
    public static String numbered(String order, long id) {
        return order.replace("820982911946154508", String.valueOf(id));
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(ShopifyOrders.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
