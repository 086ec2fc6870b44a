package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads Stripe's messages about orders again. Its refunds are sums, which were booked as they came. */
@Component
class StripeMessages implements ReadAgain {
    @Override
    public Origin origin() {
        return Origin.STRIPE;
    }

    @Override
    public FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds) {
        SourceId source = SourceId.parse(order.key().source()).orElseThrow();
        StripeEvent event = StripeEvent.read(Json.read(raw));
        StripeSale sale = new StripeSale(event);
        IncomingOrder again =
                StripeEvent.CHECKOUTS.contains(event.type()) ? sale.checkout(source, raw) : sale.invoice(source, raw);
        return new FollowOrders.News(again, List.of());
    }
}
