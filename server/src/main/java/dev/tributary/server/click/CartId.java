package dev.tributary.server.click;

/** A cart's id as both the script and an order know it. */
final class CartId {
    private static final int LONGEST = 255;

    private CartId() {}

    /** Without the key that Shopify appends for whoever may change the cart, and which an order lacks. */
    static String of(String text) {
        String bare = text.replaceFirst("\\?key=.*$", "").strip();
        return Cut.to(LONGEST, bare);
    }
}
