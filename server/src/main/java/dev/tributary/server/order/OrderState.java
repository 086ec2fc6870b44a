package dev.tributary.server.order;

/** What became of an order in its shop. */
public enum OrderState {
    /** Sold, whether paid yet or not. */
    OPEN,
    /** Cancelled or voided as a whole. */
    CANCELLED,
    /** Refunded as a whole. */
    RETURNED
}
