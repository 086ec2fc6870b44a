package dev.tributary.server.click;

import java.util.Optional;

/**
 * A click that we were told of and have not yet written. Nobody has looked yet whether the key and the affiliate exist.
 *
 * @param publicKey names the account
 * @param visit the browser's own name of the click; told again under it, it is the same click
 * @param cart the cart that came of it, where that is what we were told
 */
record Heard(
        String publicKey, String visit, Click click, Device device, StoredClick.Door door, Optional<String> cart) {}
