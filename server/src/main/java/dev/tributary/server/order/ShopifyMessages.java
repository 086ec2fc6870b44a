package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes news of Shopify's messages, as they come and when they are read again. A shop may be told to send some fields
 * alone: an order is the newest message that told all of it, and over it what newer ones told of a part.
 */
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

    FollowOrders.News news(Source source, JsonNode message, byte[] raw, Optional<Order> before, Instant heard) {
        ShopifyOrder order = new ShopifyOrder(message, heard);
        List<IncomingRefund> refunds = order.isComplete() ? order.refunds(source.id(), raw) : List.of();
        Optional<OrderStore.Kept> kept = before.flatMap(known -> orders.kept(source.account(), known.id()));
        if (order.isComplete()) {
            IncomingOrder alone = order.read(source.id(), raw);
            return kept.filter(known -> !alone.isOlder(known))
                    .map(known -> news(source.id(), raw, known.partial(), refunds, heard)
                            .weighing(Optional.of(alone)
                                    .filter(told -> !known.partial().isEmpty())))
                    .orElseGet(() -> new FollowOrders.News(alone, refunds));
        }
        return kept.map(known -> news(source.id(), known.raw(), with(known.partial(), raw), refunds, heard)
                        .weighing(ShopifyParts.alone(known.raw(), message)
                                .map(part -> new ShopifyOrder(part, heard).read(source.id(), raw))))
                .orElseGet(() -> new FollowOrders.News(order.read(source.id(), raw), refunds));
    }

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> kept) {
        AccountId account = order.account();
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        List<byte[]> partial = orders.kept(account, order.id()).orElseThrow().partial();
        FollowOrders.News news = news(source, raw, partial, List.of(), clock.instant());
        List<IncomingRefund> refunds = new ArrayList<>(news.refunds());
        for (RefundStore.Kept message : kept) {
            JsonNode node = Json.read(message.raw());
            if (ShopifyRefund.looksLike(node)) {
                refunds.add(new ShopifyRefund(new ShopNode("", node), clock.instant()).read(source, message.raw()));
            }
        }
        return new FollowOrders.News(news.order(), refunds);
    }

    private static List<byte[]> with(List<byte[]> partial, byte[] raw) {
        List<byte[]> more = new ArrayList<>(partial);
        more.add(raw);
        return more;
    }

    /** The order as these messages have it together, its refunds, and those told besides. */
    private FollowOrders.News news(
            SourceId source, byte[] raw, List<byte[]> partial, List<IncomingRefund> besides, Instant heard) {
        ShopifyParts parts = ShopifyParts.of(raw, partial);
        ShopifyOrder order = new ShopifyOrder(parts.together(), heard);
        IncomingOrder whole = order.read(source, raw);
        List<IncomingRefund> refunds = new ArrayList<>(besides);
        refunds.addAll(order.refunds(source, raw));
        return new FollowOrders.News(
                new IncomingOrder(
                        whole.key(),
                        whole.sale(),
                        whole.clues(),
                        whole.state(),
                        whole.changed(),
                        raw,
                        parts.told(whole.sale().created()),
                        parts.newer()),
                refunds);
    }
}
