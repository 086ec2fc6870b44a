package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes Shopify's orders and refunds. What a message is, which order it tells of and how old it is stand in its body. */
@Component
class TakeShopify implements TakeMessage {
    private final Orders orders;
    private final ShopifyMessages messages;

    TakeShopify(Orders orders, ShopifyMessages messages) {
        this.orders = orders;
        this.messages = messages;
    }

    @Override
    public Origin origin() {
        return Origin.SHOPIFY;
    }

    /** An edit says what was added and removed, not what that comes to; the order's own update does. */
    @Override
    public Taken take(Source source, byte[] body, Instant heard) {
        JsonNode message = Json.read(body);
        if (message.has("order_edit")) {
            return Taken.ignored("an edit: the order's update tells what came of it");
        }
        return ShopifyRefund.looksLike(message)
                ? refund(source, new ShopifyRefund(new ShopNode("", message), heard), body)
                : order(source, message, body, heard);
    }

    private Taken order(Source source, JsonNode message, byte[] body, Instant heard) {
        ShopifyOrder order = new ShopifyOrder(message, heard);
        OrderKey key = order.key(source.id());
        if (!order.isComplete()) {
            TakeBodies.checkPart(body);
        }
        return Taken.of(
                orders.follow(source.account(), key, before -> messages.news(source, message, body, before, heard)));
    }

    private Taken refund(Source source, ShopifyRefund refund, byte[] body) {
        IncomingRefund incoming = refund.read(source.id(), body);
        return orders.refunded(source.account(), incoming)
                .map(Taken::of)
                .orElseGet(() -> Taken.kept(Map.of()))
                .saying("refund", incoming.refund().key());
    }
}
