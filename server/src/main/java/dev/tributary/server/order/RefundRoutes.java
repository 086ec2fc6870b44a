package dev.tributary.server.order;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refunds and cancellations of orders that came by the API; a connected shop tells of its own. */
@RestController
@RequestMapping("/api/v1/orders/{id}")
class RefundRoutes {
    private final Orders orders;
    private final FollowOrders follow;
    private final InstantSource clock;

    RefundRoutes(Orders orders, FollowOrders follow, InstantSource clock) {
        this.orders = orders;
        this.follow = follow;
        this.clock = clock;
    }

    /** The same {@code refund_id} of the same order again changes nothing. */
    @PostMapping("/refunds")
    Map<String, @Nullable Object> refund(Caller caller, @PathVariable String id, Fields body) {
        Order order = find(caller, id);
        IncomingRefund refund =
                new ReadRefund(body, order).read(clock.instant()).of(order.id());
        return orders.refunded(caller.account(), refund).map(OrderView::of).orElseThrow(RefundRoutes::unknown);
    }

    @PostMapping("/cancel")
    Map<String, @Nullable Object> cancel(Caller caller, @PathVariable String id) {
        return OrderView.of(follow.cancel(find(caller, id)));
    }

    private Order find(Caller caller, String id) {
        Order order = orders.named(caller.account(), id).orElseThrow(RefundRoutes::unknown);
        if (!order.key().source().equals(OrderKey.API)) {
            throw Problem.conflict("The order came from a connected shop, which tells of its refunds itself.");
        }
        return order;
    }

    private static Problem unknown() {
        return Problem.notFound("order of this id");
    }
}
