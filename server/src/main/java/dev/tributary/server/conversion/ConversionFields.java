package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.click.Click;
import dev.tributary.server.order.Buyer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversion with clean types: money as decimal strings, times in RFC 3339 UTC, null for unknown. Events write ids as
 * prefixed strings, the REST answers as numbers; all else is the same.
 */
final class ConversionFields {
    private final Ids ids;

    /** How ids are written. */
    enum Ids {
        PREFIXED,
        NUMBERS
    }

    ConversionFields(Ids ids) {
        this.ids = ids;
    }

    Map<String, @Nullable Object> of(ConversionSnapshot snapshot) {
        Conversion conversion = snapshot.conversion();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", id("con_", conversion.number()));
        fields.put("created", time(conversion.created()));
        fields.put("updated", conversion.updated().map(ConversionFields::time).orElse(null));
        standing(fields, conversion.standing());
        worth(fields, conversion.worth());
        fields.put("affiliate", affiliate(snapshot.affiliate()));
        fields.put("offer", offer(snapshot.offer()));
        sale(fields, conversion.sale());
        fields.put(
                "click", conversion.why().click().map(ConversionFields::click).orElse(null));
        fields.put("attribution", attribution(conversion.why()));
        fields.put(
                "refund_of",
                conversion.refundOf().map(number -> id("con_", number)).orElse(null));
        return fields;
    }

    private void standing(Map<String, @Nullable Object> fields, Conversion.Standing standing) {
        fields.put("status", standing.status().name());
        fields.put("denied_reason_code", standing.deniedReason().map(Enum::name).orElse(null));
        fields.put("reason", orNull(standing.reason()));
        fields.put("notes", orNull(standing.notes()));
        fields.put("payment_status", standing.paymentStatus().name());
        fields.put(
                "payment_id",
                standing.payment().map(number -> id("pay_", number)).orElse(null));
    }

    private static void worth(Map<String, @Nullable Object> fields, Conversion.Worth worth) {
        fields.put("currency", worth.currency().getCurrencyCode());
        fields.put("total", worth.total().toPlainString());
        fields.put("commissionable_total", worth.commissionable().toPlainString());
        fields.put("commission_total", worth.commission().toPlainString());
    }

    private static void sale(Map<String, @Nullable Object> fields, Conversion.SalePart sale) {
        fields.put("source", sale.origin().name());
        fields.put("order", sale.order().map(Object::toString).orElse(null));
        fields.put("order_id", orNull(sale.reference()));
        fields.put("total_items", sale.items());
        fields.put("product_names", orNull(sale.productNames()));
        fields.put("coupon_code", orNull(sale.coupon()));
        fields.put("is_recurring", sale.recurring());
        fields.put("subscription_id", orNull(sale.subscription()));
        fields.put("is_test", sale.test());
        fields.put("customer", customer(sale.buyer()));
    }

    private Map<String, Object> affiliate(ConversionSnapshot.AffiliatePart affiliate) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("id", id("aff_", affiliate.id()));
        part.put("code", affiliate.code());
        part.put("first_name", affiliate.firstName());
        part.put("last_name", affiliate.lastName());
        part.put("email", affiliate.email());
        return part;
    }

    private Map<String, Object> offer(ConversionSnapshot.OfferPart offer) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("id", id("off_", offer.id()));
        part.put("name", offer.name());
        part.put("type", offer.type().name());
        part.put("amount", Money.unpadded(offer.amount()));
        return part;
    }

    private static Map<String, @Nullable Object> customer(Buyer buyer) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("name", orNull(buyer.name()));
        part.put("email", orNull(buyer.email()));
        part.put("browser_ip", orNull(buyer.browserIp()));
        return part;
    }

    private static Map<String, @Nullable Object> click(Click click) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("created", time(click.at()));
        part.put("landed_url", click.landedUrl());
        part.put("referer", orNull(click.referer()));
        part.put("ip", orNull(click.ip()));
        part.put("sub_id", orNull(click.subId()));
        part.put("creative_id", orNull(click.creativeId()));
        return part;
    }

    private Map<String, @Nullable Object> attribution(Conversion.Why why) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("mechanism", why.mechanism().name());
        part.put("trigger", orNull(why.trigger()));
        part.put("unqualified_reason", why.unqualified().map(Enum::name).orElse(null));
        part.put("renewal_of", why.renewalOf().map(number -> id("con_", number)).orElse(null));
        part.put(
                "winners",
                why.claims().stream()
                        .filter(claim -> claim.reason().isEmpty())
                        .map(this::claim)
                        .toList());
        part.put(
                "losers",
                why.claims().stream()
                        .filter(claim -> claim.reason().isPresent())
                        .map(this::claim)
                        .toList());
        return part;
    }

    private Map<String, @Nullable Object> claim(Conversion.WeighedClaim claim) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("affiliate_id", id("aff_", claim.affiliate()));
        part.put("affiliate_code", claim.code());
        part.put("mechanism", claim.mechanism().name());
        part.put("trigger", orNull(claim.trigger()));
        part.put("reason", claim.reason().map(Enum::name).orElse(null));
        return part;
    }

    private Object id(String prefix, long number) {
        return ids == Ids.PREFIXED ? prefix + number : (Object) number;
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
