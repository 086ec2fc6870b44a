package dev.tributary.server.conversion;

import java.util.List;

/** How one number of an order may be written. Shopify's exports put a sign before it, which its messages leave out. */
final class Spellings {
    private Spellings() {}

    static List<String> of(String reference) {
        String plain = reference.replaceFirst("^#", "");
        return List.of(plain, "#" + plain);
    }
}
