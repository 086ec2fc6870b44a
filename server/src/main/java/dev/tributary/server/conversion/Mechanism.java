package dev.tributary.server.conversion;

/** How an order points to an affiliate. */
public enum Mechanism {
    /** The sender of the order, or the merchant by hand, named the affiliate. */
    MANUAL,
    /** The customer came by the affiliate's link. */
    LINK,
    /** The order used a discount code of the affiliate's. */
    COUPON,
    /** The customer's e-mail address is bound to the affiliate. */
    EMAIL,
    /** The order contains a product of the affiliate's. */
    SKU
}
