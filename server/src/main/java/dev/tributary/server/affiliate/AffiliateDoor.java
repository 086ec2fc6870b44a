package dev.tributary.server.affiliate;

/** Where affiliates sign in. Implemented by the feature that lets them in; without it, nobody is sent there. */
@FunctionalInterface
public interface AffiliateDoor {
    /** The full URL of the page. */
    String signInUrl();
}
