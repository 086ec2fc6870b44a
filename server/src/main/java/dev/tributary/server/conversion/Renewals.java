package dev.tributary.server.conversion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an order's subscription was credited for until now. Purely.
 *
 * <p>Its first conversion decides: a renewal goes to the same affiliate, by the same mechanism, whether or not it brings
 * a clue of its own, and to nobody where that affiliate gets no more. An affiliate of SKUs goes on with those of the
 * renewal, within the same limit.
 *
 * @param firsts qualified conversions of the subscription that renew nothing, as far as they say
 * @param credited how many renewals each was credited, by its number
 */
record Renewals(List<Conversion> firsts, Map<Long, Long> credited) {
    private static final Comparator<Conversion> DECIDING = Comparator.comparing(Renewals::isDenied)
            .thenComparing(Conversion::created)
            .thenComparingLong(Conversion::number);

    /** The conversion that decides whose the renewals are: the oldest that was not denied, else the oldest. */
    Optional<Conversion> deciding() {
        return firsts.stream()
                .filter(first -> !isSku(first))
                .filter(first -> !isEarly(first))
                .min(DECIDING);
    }

    /**
     * The claims on a renewal, made of those that its own clues give.
     *
     * @param holder the affiliate of the deciding conversion
     */
    List<Claim> claims(List<Claim> found, Optional<Partner> holder) {
        List<Claim> claims = new ArrayList<>();
        deciding()
                .flatMap(first -> holder.map(partner -> Claim.renewing(partner, first, renewal(first))))
                .ifPresent(claims::add);
        for (Claim claim : found) {
            boolean folded = claim.mechanism() != Mechanism.SKU
                    && holder.filter(partner ->
                                    partner.number() == claim.partner().number())
                            .isPresent();
            if (!folded) {
                claims.add(bySku(claim).map(this::renewal).map(claim::renewing).orElse(claim));
            }
        }
        return List.copyOf(claims);
    }

    private Optional<Conversion> bySku(Claim claim) {
        return firsts.stream()
                .filter(first -> claim.mechanism() == Mechanism.SKU
                        && isSku(first)
                        && first.affiliate() == claim.partner().number())
                .filter(first -> !isEarly(first))
                .min(DECIDING);
    }

    private Renewal renewal(Conversion first) {
        long before =
                firsts.stream().filter(other -> isOlderRenewal(other, first)).count();
        long since = credited.getOrDefault(first.number(), 0L);
        return new Renewal(first.number(), before + since, isDenied(first));
    }

    /** What was moved in has no order, and does not say which conversion it renewed; what came too early can't. */
    private boolean isOlderRenewal(Conversion other, Conversion first) {
        return other.number() != first.number()
                && other.affiliate() == first.affiliate()
                && (other.sale().order().isEmpty() || isEarly(other))
                && !isDenied(other)
                && isSku(first) == isSku(other);
    }

    /** Whether it is a renewal that came before the order that its subscription began with, and with a clue of its own. */
    private boolean isEarly(Conversion other) {
        return other.sale().recurring()
                && firsts.stream()
                        .anyMatch(first -> !first.sale().recurring()
                                && first.created().isBefore(other.created())
                                && isSku(first) == isSku(other));
    }

    private static boolean isSku(Conversion conversion) {
        return conversion.why().mechanism() == Mechanism.SKU;
    }

    private static boolean isDenied(Conversion conversion) {
        return conversion.standing().status() == Status.DENIED;
    }
}
