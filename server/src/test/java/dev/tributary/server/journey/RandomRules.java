package dev.tributary.server.journey;

import dev.tributary.server.testing.Merchant;

/** How an account wants orders credited, which it changes its mind about. */
final class RandomRules {
    private final Chance chance;
    private final Merchant merchant;
    private boolean keepsUnqualified = true;

    RandomRules(Chance chance, Merchant merchant) {
        this.chance = chance;
        this.merchant = merchant;
    }

    /** Whether conversions that earn nothing are kept to be looked at. */
    boolean keepsUnqualified() {
        return keepsUnqualified;
    }

    void change() {
        keepsUnqualified = chance.oneIn(2);
        merchant.patch("/api/v1/account", """
                {"coupon_first":%b,"sku_on_top":%b,"self_referral":%b,"keep_unqualified":%b}""".formatted(
                                chance.oneIn(2), chance.oneIn(2), chance.oneIn(2), keepsUnqualified))
                .expect(200);
    }
}
