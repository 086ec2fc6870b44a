package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes news of WooCommerce's messages, as they come and when they are read again. */
@Component
class WooMessages implements ReadAgain {
    private final OrderStore orders;
    private final InstantSource clock;

    WooMessages(OrderStore orders, InstantSource clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public Origin origin() {
        return Origin.WOOCOMMERCE;
    }

    FollowOrders.News news(SourceId source, WooOrder message, byte[] raw) {
        IncomingOrder order = message.read(source, raw);
        return new FollowOrders.News(order, message.refunds(order));
    }

    /** The same of an order that is known: where it was deleted, the message says no more than that. */
    FollowOrders.News news(SourceId source, WooOrder message, byte[] raw, Order before) {
        if (!message.isDeleted()) {
            return news(source, message, raw);
        }
        byte[] kept = orders.raw(before.account(), before.id()).orElse(raw);
        IncomingOrder deleted = new IncomingOrder(
                before.key(), before.sale(), before.clues(), OrderState.CANCELLED, clock.instant(), kept);
        return new FollowOrders.News(deleted, List.of());
    }

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds) {
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        return news(source, new WooOrder(Json.read(raw), clock.instant()), raw);
    }
}
