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

    /** The origin as a merchant reads it. */
    public String label() {
        return label;
    }
}
