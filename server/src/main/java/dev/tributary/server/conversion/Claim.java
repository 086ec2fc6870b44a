package dev.tributary.server.conversion;

import dev.tributary.server.click.Click;
import java.util.Optional;
import java.util.Set;

/**
 * One affiliate's claim on one order, before anybody has judged it.
 *
 * @param partner whose claim it is
 * @param mechanism what it rests on
 * @param trigger the coupon or e-mail address that it rests on, as the order writes it
 * @param click the click that it rests on
 * @param skus for {@link Mechanism#SKU}: the affiliate's SKUs among the order's, upper-cased; commission is on their
 *     lines alone
 */
record Claim(Partner partner, Mechanism mechanism, Optional<String> trigger, Optional<Click> click, Set<String> skus) {
    static Claim manual(Partner partner) {
        return new Claim(partner, Mechanism.MANUAL, Optional.empty(), Optional.empty(), Set.of());
    }

    static Claim link(Partner partner, Click click) {
        return new Claim(partner, Mechanism.LINK, Optional.empty(), Optional.of(click), Set.of());
    }

    static Claim coupon(Partner partner, String coupon) {
        return new Claim(partner, Mechanism.COUPON, Optional.of(coupon), Optional.empty(), Set.of());
    }

    static Claim email(Partner partner, String address) {
        return new Claim(partner, Mechanism.EMAIL, Optional.of(address), Optional.empty(), Set.of());
    }

    static Claim sku(Partner partner, Set<String> skus) {
        return new Claim(partner, Mechanism.SKU, Optional.of(String.join(", ", skus)), Optional.empty(), skus);
    }
}
