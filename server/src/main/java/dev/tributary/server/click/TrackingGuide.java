package dev.tributary.server.click;

import java.util.List;

/**
 * What the page of the tracking script gives to copy.
 *
 * @param tag for every page of the shop
 * @param cart for a page that knows the cart's id
 * @param policy what a strict content security policy must allow
 * @param redirect a link for places without a script
 */
public record TrackingGuide(String tag, String cart, String policy, String redirect, List<String> hosts) {
    static TrackingGuide of(Tracking.Shop shop, String baseUrl) {
        return new TrackingGuide(
                shop.tag(baseUrl),
                "window.tributary.cart('CART-ID');",
                "script-src " + baseUrl + "; connect-src " + baseUrl,
                shop.redirect(baseUrl),
                shop.hosts().names());
    }
}
