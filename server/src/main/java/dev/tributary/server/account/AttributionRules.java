package dev.tributary.server.account;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How an account wants orders credited.
 *
 * @param couponFirst a coupon beats a link; otherwise a link beats a coupon
 * @param skuOnTop SKU triggers credit besides the winner
 * @param keepUnqualified what lost becomes an UNQUALIFIED conversion with the reason, so that it can be seen
 * @param selfReferral affiliates are credited for their own orders too
 * @param commissionOnShipping shipping counts as commissionable
 * @param commissionOnTax tax counts as commissionable
 * @param excludedCoupons never credit; upper-cased
 */
public record AttributionRules(
        boolean couponFirst,
        boolean skuOnTop,
        boolean keepUnqualified,
        boolean selfReferral,
        boolean commissionOnShipping,
        boolean commissionOnTax,
        Set<String> excludedCoupons) {

    /** What an account begins with. */
    public static final AttributionRules DEFAULT = new AttributionRules(false, true, true, false, false);

    public AttributionRules {
        excludedCoupons = Collections.unmodifiableSet(new LinkedHashSet<>(excludedCoupons));
    }

    /** Without self-referral, and with no coupon excluded. */
    public AttributionRules(
            boolean couponFirst,
            boolean skuOnTop,
            boolean keepUnqualified,
            boolean commissionOnShipping,
            boolean commissionOnTax) {
        this(couponFirst, skuOnTop, keepUnqualified, false, commissionOnShipping, commissionOnTax, Set.of());
    }

    /** Whether a coupon never credits, in whatever case it is written. */
    public boolean excludes(String coupon) {
        return excludedCoupons.contains(coupon.toUpperCase(Locale.ROOT));
    }
}
