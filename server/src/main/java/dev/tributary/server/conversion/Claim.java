package dev.tributary.server.conversion;

import dev.tributary.server.order.Click;
import java.util.Optional;
import java.util.Set;

/**
 * One affiliate's claim on one order, before anybody has judged it.
 *
 * @param claimant whose claim it is
 * @param mechanism what it rests on
 * @param trigger the coupon or e-mail address that it rests on, as stored
 * @param click the click that it rests on
 * @param skus for {@link Mechanism#SKU}: the affiliate's SKUs among the order's, upper-cased; commission is on their
 *     lines alone
 */
record Claim(
        Claimant claimant, Mechanism mechanism, Optional<String> trigger, Optional<Click> click, Set<String> skus) {
    static Claim manual(Claimant claimant) {
        return new Claim(claimant, Mechanism.MANUAL, Optional.empty(), Optional.empty(), Set.of());
    }

    static Claim link(Claimant claimant, Click click) {
        return new Claim(claimant, Mechanism.LINK, Optional.empty(), Optional.of(click), Set.of());
    }

    static Claim coupon(Claimant claimant, String coupon) {
        return new Claim(claimant, Mechanism.COUPON, Optional.of(coupon), Optional.empty(), Set.of());
    }

    static Claim email(Claimant claimant, String address) {
        return new Claim(claimant, Mechanism.EMAIL, Optional.of(address), Optional.empty(), Set.of());
    }

    static Claim sku(Claimant claimant, Set<String> skus) {
        return new Claim(claimant, Mechanism.SKU, Optional.of(String.join(", ", skus)), Optional.empty(), skus);
    }
}
