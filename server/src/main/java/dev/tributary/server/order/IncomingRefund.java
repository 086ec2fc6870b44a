package dev.tributary.server.order;

/**
 * A refund as a message tells it.
 *
 * @param order whose it is, in the same source; it may not have come yet
 * @param raw the message, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // kept as evidence; never compared
record IncomingRefund(OrderKey order, Refund refund, byte[] raw) {}
