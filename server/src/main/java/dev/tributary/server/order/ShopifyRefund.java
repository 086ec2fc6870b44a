package dev.tributary.server.order;

import tools.jackson.databind.JsonNode;

/**
 * A message of {@code refunds/create}.
 *
 * @param id the refund's id in the shop
 * @param order the order's id in the shop
 */
record ShopifyRefund(String id, String order) {
    /** Orders have lines; refunds have an order. */
    static boolean looksLike(JsonNode message) {
        return message.has("order_id") && message.has("refund_line_items") && !message.has("line_items");
    }

    static ShopifyRefund read(JsonNode message) {
        ShopifyNode body = new ShopifyNode("", message);
        return new ShopifyRefund(body.id("id"), body.id("order_id"));
    }
}
