package dev.tributary.server.order;

import java.util.List;

/** Reads what was kept of an order with today's reader; one for each origin. */
interface ReadAgain {
    Origin origin();

    /**
     * Reads.
     *
     * @param order as it is known
     * @param raw the newest message about it
     * @param refunds the messages about its refunds
     * @throws dev.tributary.server.api.Problem 422 if today's reader does not accept them
     */
    FollowOrders.News read(Order order, byte[] raw, List<RefundStore.Kept> refunds);
}
