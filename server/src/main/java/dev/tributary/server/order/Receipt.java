package dev.tributary.server.order;

import java.util.List;

/**
 * What came of a message.
 *
 * @param fresh whether the order was new to us
 * @param credited whether somebody is credited for it whom nobody was before
 * @param credits its conversions
 * @param refunds what the shop gave back, oldest first
 */
record Receipt(Order order, boolean fresh, boolean credited, List<CreditOrder.Credit> credits, List<Refund> refunds) {}
