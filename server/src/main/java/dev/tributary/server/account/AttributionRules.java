package dev.tributary.server.account;

/**
 * How an account wants orders credited.
 *
 * @param couponFirst a coupon beats a link; otherwise a link beats a coupon
 * @param skuOnTop SKU triggers credit besides the winner
 * @param keepUnqualified what lost becomes an UNQUALIFIED conversion with the reason, so that it can be seen
 * @param commissionOnShipping shipping counts as commissionable
 * @param commissionOnTax tax counts as commissionable
 */
public record AttributionRules(
        boolean couponFirst,
        boolean skuOnTop,
        boolean keepUnqualified,
        boolean commissionOnShipping,
        boolean commissionOnTax) {

    /** What an account begins with. */
    public static final AttributionRules DEFAULT = new AttributionRules(false, true, true, false, false);
}
