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
 * <p>Claims by affiliates that are not active, by the customer themselves, or by a click outside the offer's window
 * lose first. Of the rest the strongest mechanism wins: named by the sender, link, coupon, e-mail, SKU; the account may
 * put coupons before links, and may let SKU claims win beside the others. Among equals the first wins, which of links is the newest.
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
        List<Claim> ranked =
                claims.stream().sorted(Comparator.comparingInt(this::rank)).toList();
        for (Claim claim : ranked) {
            Optional<LossReason> fault = fault(claim, ordered, customerEmail);
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

    private static LossReason beaten(Claim claim, List<Claim> winners) {
        boolean byLink = claim.mechanism() == Mechanism.LINK
                && winners.stream().anyMatch(winner -> winner.mechanism() == Mechanism.LINK);
        return byLink ? LossReason.NEWER_LINK : LossReason.OUTRANKED;
    }

    private int rank(Claim claim) {
        return switch (claim.mechanism()) {
            case MANUAL -> 0;
            case LINK -> rules.couponFirst() ? 2 : 1;
            case COUPON -> rules.couponFirst() ? 1 : 2;
            case EMAIL -> 3;
            case SKU -> 4;
        };
    }

    private static Optional<LossReason> fault(Claim claim, Instant ordered, Optional<String> customerEmail) {
        Partner partner = claim.partner();
        if (!partner.active()) {
            return Optional.of(LossReason.AFFILIATE_NOT_ACTIVE);
        }
        if (claim.mechanism() == Mechanism.MANUAL) {
            return Optional.empty();
        }
        if (customerEmail.filter(partner.affiliate().email()::equalsIgnoreCase).isPresent()) {
            return Optional.of(LossReason.SELF_REFERRAL);
        }
        return claim.click()
                .filter(click -> click.at().plus(partner.window()).isBefore(ordered))
                .map(click -> LossReason.LATE_CLICK);
    }
}
