package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides who is credited for an order. Purely.
 *
 * <p>Claims by affiliates that are not active, by the customer themselves unless the account allows it, by an excluded
 * coupon, or by a click outside the offer's window lose first. Of the rest the strongest mechanism wins: named by the
 * sender, link, coupon, e-mail, SKU; the account may put coupons before links, and may let SKU claims win beside the
 * others. Among equals the first wins, which of links is the newest. An order that renews a subscription is its first affiliate's, until the offer's
 * limit, and nobody's after it; but who is named by the sender wins even there.
 */
final class Attribution {
    private final AttributionRules rules;

    Attribution(AttributionRules rules) {
        this.rules = rules;
    }

    /**
     * Weighs the claims.
     *
     * @param ordered when the order was made
     * @param customerEmail the customer's address, if known
     */
    Verdict decide(List<Claim> claims, Instant ordered, Optional<String> customerEmail) {
        List<Claim> winners = new ArrayList<>();
        List<Loss> losers = new ArrayList<>();
        boolean won = false;
        boolean renews = claims.stream().anyMatch(Claim::holdsSubscription);
        List<Claim> ranked =
                claims.stream().sorted(Comparator.comparingInt(this::rank)).toList();
        for (Claim claim : ranked) {
            Optional<LossReason> fault = renews && isOthers(claim)
                    ? Optional.of(LossReason.SUBSCRIPTION_TAKEN)
                    : fault(claim, ordered, customerEmail);
            boolean onTop = rules.skuOnTop() && claim.mechanism() == Mechanism.SKU;
            if (fault.isPresent()) {
                losers.add(new Loss(claim, fault.get()));
            } else if (won && !onTop) {
                losers.add(new Loss(claim, beaten(claim, winners)));
            } else {
                winners.add(claim);
                won |= !onTop;
            }
        }
        return new Verdict(List.copyOf(winners), List.copyOf(losers));
    }

    /** A subscription is its first affiliate's: only who is named by the sender, or has SKUs on top, earns otherwise. */
    private boolean isOthers(Claim claim) {
        boolean onTop = rules.skuOnTop() && claim.mechanism() == Mechanism.SKU;
        return claim.renewal().isEmpty() && claim.mechanism() != Mechanism.MANUAL && !onTop;
    }

    private static LossReason beaten(Claim claim, List<Claim> winners) {
        boolean byLink = claim.mechanism() == Mechanism.LINK
                && winners.stream().anyMatch(winner -> winner.mechanism() == Mechanism.LINK);
        return byLink ? LossReason.NEWER_LINK : LossReason.OUTRANKED;
    }

    private int rank(Claim claim) {
        if (claim.holdsSubscription()) {
            return 1;
        }
        return switch (claim.mechanism()) {
            case MANUAL -> 0;
            case LINK -> rules.couponFirst() ? 3 : 2;
            case COUPON -> rules.couponFirst() ? 2 : 3;
            case EMAIL -> 4;
            case SKU -> 5;
        };
    }

    private Optional<LossReason> fault(Claim claim, Instant ordered, Optional<String> customerEmail) {
        Partner partner = claim.partner();
        if (!partner.active()) {
            return Optional.of(LossReason.AFFILIATE_NOT_ACTIVE);
        }
        Optional<LossReason> ended = claim.renewal().flatMap(renewal -> ended(renewal, partner));
        if (ended.isPresent() || (claim.mechanism() == Mechanism.MANUAL)) {
            return ended;
        }
        boolean own = customerEmail
                .filter(partner.affiliate().email()::equalsIgnoreCase)
                .isPresent();
        if (own && !rules.selfReferral()) {
            return Optional.of(LossReason.SELF_REFERRAL);
        }
        return claim.renewal().isPresent() ? Optional.empty() : worn(claim, ordered);
    }

    private static Optional<LossReason> ended(Renewal renewal, Partner partner) {
        if (renewal.denied()) {
            return Optional.of(LossReason.SUBSCRIPTION_DENIED);
        }
        return partner.offer()
                .renewalLimit()
                .filter(limit -> renewal.credited() >= limit)
                .map(limit -> LossReason.RENEWAL_LIMIT);
    }

    /** What a clue that the order itself brings can lack. */
    private Optional<LossReason> worn(Claim claim, Instant ordered) {
        if (claim.mechanism() == Mechanism.COUPON
                && claim.trigger().filter(rules::excludes).isPresent()) {
            return Optional.of(LossReason.EXCLUDED_COUPON);
        }
        return claim.click()
                .filter(click -> click.at().plus(claim.partner().window()).isBefore(ordered))
                .map(click -> LossReason.LATE_CLICK);
    }
}
