package dev.tributary.server.affiliate;

/** How an affiliate came. */
public enum AffiliateSource {
    /** Signed up on the public page. */
    MERCHANT_PROFILE,
    API,
    IMPORT,
    /** Added at the console. */
    MANUAL;

    /** As a person calls it. */
    public String label() {
        return switch (this) {
            case MERCHANT_PROFILE -> "sign-up page";
            case API -> "API";
            case IMPORT -> "import";
            case MANUAL -> "added by hand";
        };
    }
}
