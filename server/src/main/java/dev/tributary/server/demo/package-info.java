/**
 * A sample programme whose day is played through the front doors that everybody uses: signed Shopify orders, the REST
 * API, the request catcher. It knows no shortcut, so what it shows is what a merchant gets.
 */
@NullMarked
package dev.tributary.server.demo;

import org.jspecify.annotations.NullMarked;
