package dev.tributary.server.join;

import dev.tributary.server.affiliate.CouponWish;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The coupons that were typed into sign-up forms. */
@Component
class SignUpWish implements CouponWish {
    private final SignUpStore signUps;

    SignUpWish(SignUpStore signUps) {
        this.signUps = signUps;
    }

    @Override
    public Optional<String> of(AccountId account, long affiliate) {
        return signUps.find(account, affiliate).flatMap(SignUp::coupon);
    }

    @Override
    public void granted(AccountId account, long affiliate) {
        signUps.grant(account, affiliate);
    }
}
