package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes news of WooCommerce's messages, as they come and when they are read again. */
@Component
class WooMessages implements ReadAgain {
    private final SubscriptionStore subscriptions;
    private final InstantSource clock;

    WooMessages(SubscriptionStore subscriptions, InstantSource clock) {
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

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds) {
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        return news(order.account(), source, new WooOrder(Json.read(raw), clock.instant()), raw);
    }
}
