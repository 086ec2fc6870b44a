package dev.tributary.server.affiliate;

/** How an affiliate came. */
public enum AffiliateSource {
    /** Signed up on the public page. */
    MERCHANT_PROFILE,
    API,
    IMPORT,
    MANUAL
}
