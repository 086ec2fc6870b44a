package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Takes WooCommerce's orders created, updated and deleted, and subscriptions. What a message is stands in its body. */
@Component
class TakeWoo implements TakeMessage {
    private final Orders orders;
    private final WooMessages messages;

    TakeWoo(Orders orders, WooMessages messages) {
        this.orders = orders;
        this.messages = messages;
    }

    @Override
    public Origin origin() {
        return Origin.WOOCOMMERCE;
    }

    /** An order that waits for its payment is none yet. */
    @Override
    public Taken take(Source source, byte[] body, Instant heard) {
        WooOrder message = new WooOrder(Json.read(body), heard);
        if (message.isSubscription()) {
            return subscription(source, message);
        }
        OrderKey key = message.key(source.id());
        if (message.isDeleted()) {
            return orders.deleted(source.account(), key, heard).map(Taken::of).orElseGet(() -> Taken.kept("deletion"));
        }
        if (message.isUnpaid()) {
            return Taken.ignored("not an order that was paid");
        }
        Receipt receipt = orders.follow(
                source.account(), key, before -> messages.news(source.account(), source.id(), message, body));
        return Taken.of(orders.deletedBefore(source.account(), receipt));
    }

    /** It renews by orders of their own; what it tells is which order those go back to. */
    private Taken subscription(Source source, WooOrder message) {
        return message.began(source.id())
                .map(began -> orders.subscribed(source.account(), began)
                        .map(Taken::of)
                        .orElseGet(() -> Taken.kept("subscription")))
                .orElseGet(() -> Taken.ignored("a subscription that no order began"));
    }
}
