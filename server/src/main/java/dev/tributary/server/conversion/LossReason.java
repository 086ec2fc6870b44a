package dev.tributary.server.conversion;

/** Why a claim on an order earned nothing. */
public enum LossReason {
    LATE_CLICK("The click is older than the offer's attribution window."),
    SELF_REFERRAL("The customer has the affiliate's own e-mail address."),
    AFFILIATE_NOT_ACTIVE("The affiliate is not active."),
    OUTRANKED("Another mechanism won the order."),
    NEWER_LINK("Another affiliate's link was clicked later."),
    EXCLUDED_COUPON("The coupon is one that the account excludes."),
    RENEWAL_LIMIT("The offer credits no more renewals of this subscription."),
    SUBSCRIPTION_DENIED("The subscription's first conversion was denied."),
    SUBSCRIPTION_TAKEN("The subscription's first order was credited to somebody else.");

    private final String sentence;

    LossReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason as a merchant reads it. */
    public String sentence() {
        return sentence;
    }
}
