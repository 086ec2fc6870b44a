package dev.tributary.server.order;

/**
 * A refund as a message tells it.
 *
 * @param order whose it is, in the same source; it may not have come yet
 * @param raw the message, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // kept as evidence; never compared
record IncomingRefund(OrderKey order, Refund refund, byte[] raw) {
    /** The same under a key that no other order's refund has, for senders who number the refunds of each order. */
    IncomingRefund of(OrderId id) {
        Refund own = new Refund(
                id + "/" + refund.key(),
                refund.at(),
                refund.amount(),
                refund.lines(),
                refund.shipping(),
                refund.tax(),
                refund.soFar(),
                refund.standing());
        return new IncomingRefund(order, own, raw);
    }
}
