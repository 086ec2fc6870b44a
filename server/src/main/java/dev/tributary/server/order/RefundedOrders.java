package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What was given back of orders, for those who credit them by other ways than a message of the shop. */
@Component
public class RefundedOrders {
    private final OrderStore orders;
    private final RefundStore refunds;

    RefundedOrders(OrderStore orders, RefundStore refunds) {
        this.orders = orders;
        this.refunds = refunds;
    }

    /** An order, and how much of it was given back so far. */
    public record Found(Order order, Refunded refunded) {}

    /** The order as it is, locked until the transaction ends: refunds that come meanwhile wait. */
    public Optional<Found> lock(AccountId account, OrderId id) {
        return orders.lock(account, id).map(this::found);
    }

    /** The order as it is now. */
    public Optional<Found> find(AccountId account, OrderId id) {
        return orders.find(account, id).map(this::found);
    }

    private Found found(Order order) {
        return new Found(order, Refunded.of(order, refunds.of(order.account(), order.key())));
    }
}
