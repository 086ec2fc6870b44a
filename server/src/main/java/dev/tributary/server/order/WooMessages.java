package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes news of WooCommerce's messages, as they come and when they are read again. */
@Component
class WooMessages implements ReadAgain {
    private final OrderStore orders;
    private final SubscriptionStore subscriptions;
    private final InstantSource clock;

    WooMessages(OrderStore orders, SubscriptionStore subscriptions, InstantSource clock) {
        this.orders = orders;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public Origin origin() {
        return Origin.WOOCOMMERCE;
    }

    FollowOrders.News news(AccountId account, SourceId source, WooOrder message, byte[] raw) {
        IncomingOrder order = message.read(source, raw);
        IncomingOrder whole = order.beginning(subscriptions.of(account, order.key()));
        return new FollowOrders.News(whole, message.refunds(order));
    }

    /** A shop that deletes an order says no more than that. */
    FollowOrders.News deleted(Order before, Instant heard) {
        OrderStore.Kept kept = orders.kept(before.account(), before.id()).orElseThrow();
        IncomingOrder deleted =
                new IncomingOrder(before.key(), before.sale(), before.clues(), OrderState.CANCELLED, heard, kept.raw());
        return new FollowOrders.News(deleted, List.of());
    }

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds) {
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        return news(order.account(), source, new WooOrder(Json.read(raw), clock.instant()), raw);
    }
}
