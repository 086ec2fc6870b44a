package dev.tributary.server.click;

import java.util.Optional;

/**
 * A click that we were told of ourselves.
 *
 * @param refererHost the host of the page before it, in lower case
 * @param device what kind of browser it was
 * @param door how we were told
 */
public record StoredClick(ClickId id, Click click, Optional<String> refererHost, Device device, Door door) {
    /** How a click came to be known. */
    public enum Door {
        /** The shop's page told of it. */
        SCRIPT,
        /** It came by a redirect link. */
        REDIRECT
    }
}
