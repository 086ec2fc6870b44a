package dev.tributary.server.payment;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;

/** An affiliate of a merchant's who earns. */
record Payee(Merchant merchant, Partner partner) {
    static Payee of(Merchant merchant, String name) {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":0");
        return new Payee(merchant, merchant.partner(offer, name, ""));
    }

    /** Earns as much, which is approved at once; the conversion's id. */
    long earn(String commission) {
        return earn(commission, "USD");
    }

    long earn(String commission, String currency) {
        return merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"%s","commission_total":"%s","currency":"%s"}""".formatted(partner.id(), commission, commission, currency))
                .expect(201)
                .id();
    }

    long id() {
        return partner.id();
    }

    String json() {
        return "{\"affiliate_id\":" + id() + "}";
    }
}
