package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One affiliate's claim on one order, before anybody has judged it.
 *
 * @param partner whose claim it is
 * @param mechanism what it rests on; of a renewal what the subscription's first conversion rests on
 * @param trigger the coupon or e-mail address that it rests on, as the order writes it
 * @param click the click that it rests on
 * @param skus for {@link Mechanism#SKU}: the affiliate's SKUs among the order's, upper-cased; commission is on their
 *     lines alone
 * @param renewal where the order renews a subscription that the affiliate was credited for
 */
record Claim(
        Partner partner,
        Mechanism mechanism,
        Optional<String> trigger,
        Optional<Click> click,
        Set<String> skus,
        Optional<Renewal> renewal) {
    static Claim manual(Partner partner) {
        return of(partner, Mechanism.MANUAL, Optional.empty(), Optional.empty(), Set.of());
    }

    static Claim link(Partner partner, Click click) {
        return of(partner, Mechanism.LINK, Optional.empty(), Optional.of(click), Set.of());
    }

    static Claim coupon(Partner partner, String coupon) {
        return of(partner, Mechanism.COUPON, Optional.of(coupon), Optional.empty(), Set.of());
    }

    static Claim email(Partner partner, String address) {
        return of(partner, Mechanism.EMAIL, Optional.of(address), Optional.empty(), Set.of());
    }

    static Claim sku(Partner partner, Set<String> skus) {
        String all = String.join(", ", new TreeSet<>(skus));
        return of(partner, Mechanism.SKU, Optional.of(all), Optional.empty(), skus);
    }

    /** By the subscription that the order renews, whatever other clue there is. */
    static Claim renewing(Partner partner, Conversion first, Renewal renewal) {
        Conversion.Why why = first.why();
        return new Claim(partner, why.mechanism(), why.trigger(), why.click(), Set.of(), Optional.of(renewal));
    }

    Claim renewing(Renewal what) {
        return new Claim(partner, mechanism, trigger, click, skus, Optional.of(what));
    }

    /** Whether this conversion came of such a claim by the same affiliate; an order has no second one. */
    boolean isOf(Conversion conversion) {
        return conversion.refundOf().isEmpty()
                && conversion.why().mechanism() == mechanism
                && conversion.affiliate() == partner.number();
    }

    /** Whether it holds the subscription that the order renews, and with it the order. */
    boolean holdsSubscription() {
        return renewal.isPresent() && mechanism != Mechanism.SKU;
    }

    private static Claim of(
            Partner partner, Mechanism mechanism, Optional<String> trigger, Optional<Click> click, Set<String> skus) {
        return new Claim(partner, mechanism, trigger, click, skus, Optional.empty());
    }
}
