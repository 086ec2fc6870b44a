package dev.tributary.server.order;

/** Where an order came from; the {@code source} of the classic conversion payload. */
public enum Origin {
    SHOPIFY,
    WOOCOMMERCE,
    STRIPE,
    API,
    MANUAL
}
