package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives an affiliate who is approved the coupon that they wished for. Before, a stranger could have discount codes made
 * by whatever listens to new triggers. Where somebody else has it by then, the wish stays for the merchant to see.
 */
@Component
class GrantWish {
    private final ObjectProvider<CouponWish> wishes;
    private final AddTrigger triggers;

    GrantWish(ObjectProvider<CouponWish> wishes, AddTrigger triggers) {
        this.wishes = wishes;
        this.triggers = triggers;
    }

    /** Follows a change, within its transaction; granted is granted, told or not. */
    void changed(AccountId account, Affiliate before, Affiliate after, boolean tells) {
        if (after.status() == AffiliateStatus.ACTIVE && before.status() != AffiliateStatus.ACTIVE) {
            wishes.stream().findFirst().ifPresent(known -> grant(account, after, known, tells));
        }
    }

    private void grant(AccountId account, Affiliate affiliate, CouponWish known, boolean tells) {
        known.of(account, affiliate.number())
                .flatMap(coupon -> triggers.ifFree(account, affiliate, TriggerType.COUPON, coupon, tells))
                .ifPresent(trigger -> known.granted(account, affiliate.number()));
    }
}
