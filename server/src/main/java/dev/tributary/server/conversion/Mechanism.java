package dev.tributary.server.conversion;

/** How an order points to an affiliate. */
public enum Mechanism {
    /** The sender of the order, or the merchant by hand, named the affiliate. */
    MANUAL("By hand"),
    /** The customer came by the affiliate's link. */
    LINK("Link"),
    /** The order used a discount code of the affiliate's. */
    COUPON("Coupon"),
    /** The customer's e-mail address is bound to the affiliate. */
    EMAIL("E-mail address"),
    /** The order contains a product of the affiliate's. */
    SKU("Product");

    private final String label;

    Mechanism(String label) {
        this.label = label;
    }

    /** The mechanism as a merchant reads it. */
    public String label() {
        return label;
    }
}
