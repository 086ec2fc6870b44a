package dev.tributary.server.rules;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.AttributionRules;
import java.time.Instant;
import java.util.List;

/** An account with its rules as the API shows it. */
record AccountView(
        String id,
        String name,
        String currency,
        String timeZone,
        boolean couponFirst,
        boolean skuOnTop,
        boolean keepUnqualified,
        boolean selfReferral,
        boolean commissionOnShipping,
        boolean commissionOnTax,
        List<String> excludedCoupons,
        Instant createdAt) {

    static AccountView of(Account account) {
        AttributionRules rules = account.rules();
        return new AccountView(
                account.id().toString(),
                account.name(),
                account.currency().getCurrencyCode(),
                Zones.name(account.zone()),
                rules.couponFirst(),
                rules.skuOnTop(),
                rules.keepUnqualified(),
                rules.selfReferral(),
                rules.commissionOnShipping(),
                rules.commissionOnTax(),
                rules.excludedCoupons().stream().sorted().toList(),
                account.createdAt());
    }
}
