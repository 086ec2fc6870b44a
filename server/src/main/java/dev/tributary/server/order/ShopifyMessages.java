package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes news of Shopify's messages, as they come and when they are read again. */
@Component
class ShopifyMessages implements ReadAgain {
    private final OrderStore orders;
    private final InstantSource clock;

    ShopifyMessages(OrderStore orders, InstantSource clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public Origin origin() {
        return Origin.SHOPIFY;
    }

    /** A shop may be told to send some fields alone: what the message leaves out stays as it was kept. */
    FollowOrders.News news(Source source, JsonNode message, byte[] raw, Optional<Order> before) {
        Optional<byte[]> kept = new ShopifyOrder(message, clock.instant()).isComplete()
                ? Optional.empty()
                : before.flatMap(order -> orders.raw(source.account(), order.id()));
        return kept.map(whole -> news(source.id(), over(Json.read(whole), message), whole))
                .orElseGet(() -> news(source.id(), message, raw));
    }

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> kept) {
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        FollowOrders.News news = news(source, Json.read(raw), raw);
        Instant now = clock.instant();
        List<IncomingRefund> refunds = new ArrayList<>(news.refunds());
        for (RefundStore.Kept message : kept) {
            JsonNode node = Json.read(message.raw());
            if (ShopifyRefund.looksLike(node)) {
                refunds.add(new ShopifyRefund(new ShopNode("", node), now).read(source, message.raw()));
            }
        }
        return new FollowOrders.News(news.order(), refunds);
    }

    private FollowOrders.News news(SourceId source, JsonNode message, byte[] raw) {
        ShopifyOrder order = new ShopifyOrder(message, clock.instant());
        return new FollowOrders.News(order.read(source, raw), order.refunds(source, raw));
    }

    private static JsonNode over(JsonNode whole, JsonNode message) {
        return whole instanceof ObjectNode known && message instanceof ObjectNode news
                ? known.deepCopy().setAll(news)
                : message;
    }
}
