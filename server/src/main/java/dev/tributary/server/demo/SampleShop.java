package dev.tributary.server.demo;

import dev.tributary.server.api.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A Shopify shop: its orders look as Shopify's webhooks do, and are signed as they are. */
final class SampleShop {
    private final FrontDoor door;
    private final String url;
    private final String secret;
    private long lastOrder;

    /**
     * A shop that knows where to send its orders.
     *
     * @param url what the source's creation answered
     */
    SampleShop(FrontDoor door, String url, String secret, long firstOrder) {
        this.door = door;
        this.url = url;
        this.secret = secret;
        this.lastOrder = firstOrder;
    }

    /** What somebody bought. */
    record Product(String sku, String name, String price) {}

    /** Who bought it. */
    record Customer(String first, String last) {
        String email() {
            return (first + "." + last + "@example.com").toLowerCase(Locale.ROOT);
        }
    }

    /** Sells what is in a cart. */
    void sellByCart(Product product, int quantity, Customer customer, String cart, Instant now) {
        Map<String, Object> order = order(product, quantity, customer, List.of(), now);
        order.put("cart_token", cart);
        send(order);
    }

    /** Sells with an affiliate's coupon. */
    void sellByCoupon(Product product, int quantity, Customer customer, String coupon, Instant now) {
        send(order(
                product,
                quantity,
                customer,
                List.of(Map.of("code", coupon, "amount", "0.00", "type", "percentage")),
                now));
    }

    private Map<String, Object> order(
            Product product, int quantity, Customer customer, List<Object> codes, Instant now) {
        long number = ++lastOrder;
        String total = new BigDecimal(product.price())
                .multiply(BigDecimal.valueOf(quantity))
                .toPlainString();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("id", 5_000_000_000L + number);
        order.put("order_number", number);
        order.put("name", "#" + number);
        order.put("created_at", now.toString());
        order.put("updated_at", now.toString());
        order.put("currency", "USD");
        order.put("financial_status", "paid");
        order.put("test", false);
        order.put("email", customer.email());
        order.put(
                "customer",
                Map.of("first_name", customer.first(), "last_name", customer.last(), "email", customer.email()));
        order.put("browser_ip", "203.0.113.7");
        order.put("landing_site", "/");
        order.put("referring_site", "");
        order.put("subtotal_price", total);
        order.put("total_price", total);
        order.put("total_tax", "0.00");
        order.put("total_discounts", "0.00");
        order.put("shipping_lines", List.of());
        order.put("discount_codes", codes);
        order.put(
                "line_items",
                List.of(Map.of(
                        "sku",
                        product.sku(),
                        "name",
                        product.name(),
                        "price",
                        product.price(),
                        "quantity",
                        quantity,
                        "gift_card",
                        false,
                        "total_discount",
                        "0.00")));
        return order;
    }

    private void send(Map<String, Object> order) {
        byte[] body = Json.bytes(order);
        door.deliver(url, Map.of("X-Shopify-Topic", "orders/create", "X-Shopify-Hmac-Sha256", sign(body)), body);
    }

    private String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
