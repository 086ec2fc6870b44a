package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import java.util.List;

/** The conversions that an order has already. */
record Known(List<Conversion> all, AttributionRules rules) {
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those by which somebody earns, or would but for the end of the order. */
    List<Conversion> earning() {
        return all.stream().filter(Known::earns).toList();
    }

    /** Those by which the order is credited as a whole, and not on top of others. */
    List<Conversion> whole() {
        return earning().stream()
                .filter(one -> !isOnTop(one.why().mechanism(), rules))
                .toList();
    }

    /**
     * Whether nobody has what the claim is for: on top of all others the SKUs, else the order as a whole. Where nobody earns
     * anything that is not for an edit to say.
     */
    boolean isFree(Claim claim) {
        return !earning().isEmpty()
                && all.stream().noneMatch(claim::isOf)
                && (isOnTop(claim.mechanism(), rules) || whole().isEmpty());
    }

    static boolean isOnTop(Mechanism mechanism, AttributionRules rules) {
        return rules.skuOnTop() && mechanism == Mechanism.SKU;
    }

    private static boolean earns(Conversion conversion) {
        return conversion.refundOf().isEmpty()
                && conversion.standing().status() != Status.UNQUALIFIED
                && !conversion.standing().withdrawn();
    }
}
