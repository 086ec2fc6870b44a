package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;

/** Knows which coupon an affiliate wishes for until they are approved. Implemented by the feature that asks for it. */
public interface CouponWish {
    /** What this one wishes for, and does not have. */
    Optional<String> of(AccountId account, long affiliate);

    /** They have it, as of the current transaction. */
    void granted(AccountId account, long affiliate);
}
