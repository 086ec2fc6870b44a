package dev.tributary.server.rules;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.api.Fields;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads an account's rules and zone; what a body leaves out stays as it was. */
final class ReadRules {
    static final int MOST_COUPONS = 500;
    private static final int COUPON_LENGTH = 254;
    private static final int ZONE_LENGTH = 100;

    private final Fields body;

    ReadRules(Fields body) {
        this.body = body;
    }

    Account change(Account old) {
        AttributionRules before = old.rules();
        AttributionRules rules = new AttributionRules(
                flag("coupon_first", before.couponFirst()),
                flag("sku_on_top", before.skuOnTop()),
                flag("keep_unqualified", before.keepUnqualified()),
                flag("self_referral", before.selfReferral()),
                flag("commission_on_shipping", before.commissionOnShipping()),
                flag("commission_on_tax", before.commissionOnTax()),
                coupons(before.excludedCoupons()));
        ZoneId zone = zone(old.zone());
        body.done();
        return new Account(old.id(), old.name(), old.currency(), zone, rules, old.createdAt(), old.version());
    }

    private boolean flag(String name, boolean old) {
        return body.flag(name).orElse(old);
    }

    private Set<String> coupons(Set<String> old) {
        if (!body.has("excluded_coupons")) {
            return old;
        }
        Set<String> coupons = new LinkedHashSet<>();
        for (String coupon :
                body.words("excluded_coupons", MOST_COUPONS, COUPON_LENGTH).orElse(List.of())) {
            if (coupon.codePointCount(0, coupon.length()) > COUPON_LENGTH) {
                body.error("excluded_coupons", "must each have at most " + COUPON_LENGTH + " characters");
                break;
            }
            coupons.add(coupon.toUpperCase(Locale.ROOT));
        }
        coupons.remove("");
        return coupons;
    }

    private ZoneId zone(ZoneId old) {
        Optional<String> name = body.text("time_zone", ZONE_LENGTH);
        Optional<ZoneId> zone = name.flatMap(Zones::find);
        if (name.isPresent() && zone.isEmpty()) {
            body.error("time_zone", "must be a time zone such as Europe/Rome or UTC");
        }
        return zone.orElse(old);
    }
}
