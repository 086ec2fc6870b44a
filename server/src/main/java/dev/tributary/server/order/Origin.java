package dev.tributary.server.order;

/** Where an order came from; the {@code source} of the classic conversion payload. */
public enum Origin {
    SHOPIFY("Shopify"),
    WOOCOMMERCE("WooCommerce"),
    STRIPE("Stripe"),
    API("API"),
    MANUAL("By hand");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** Whether the shop may open an order again that was cancelled or failed; elsewhere that is a message that came late. */
    boolean reopens() {
        return this == WOOCOMMERCE;
    }

    /** The origin as a merchant reads it. */
    public String label() {
        return label;
    }
}
