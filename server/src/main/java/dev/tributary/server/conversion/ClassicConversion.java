package dev.tributary.server.conversion;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Json;
import dev.tributary.server.click.Click;
import dev.tributary.server.order.Buyer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the classic conversion body: the keys, their order and their types are those of the help article's sample, odd
 * as they are, because receivers rely on them.
 */
final class ClassicConversion {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ClassicConversion() {}

    static byte[] write(ConversionSnapshot snapshot) {
        Conversion conversion = snapshot.conversion();
        Conversion.Standing standing = conversion.standing();
        Conversion.SalePart sale = conversion.sale();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", conversion.number());
        body.put("created", time(conversion.created()));
        body.put("status", standing.status().name());
        body.put("denied_reason_code", standing.deniedReason().map(Enum::name).orElse(null));
        body.put("is_recurring", sale.recurring());
        body.put("total_items", Long.toString(sale.items()));
        body.put("total", conversion.worth().total().toPlainString());
        body.put("commission_total", conversion.worth().commission().toPlainString());
        body.put("currency", conversion.worth().currency().getCurrencyCode());
        body.put("is_test_conversion", sale.test() ? "TRUE" : "FALSE");
        body.put("payment_status", standing.paymentStatus().name());
        body.put("updated", conversion.updated().map(ClassicConversion::time).orElse(null));
        body.put("affiliate", affiliate(snapshot.affiliate()));
        body.put("payment_id", standing.payment().map(String::valueOf).orElse(null));
        body.put("offer", offer(snapshot.offer()));
        body.put("customer", customer(sale.buyer()));
        body.put("coupon_code", sale.coupon().orElse(null));
        body.put("order_id", sale.reference().orElse(null));
        body.put("subscription_id", sale.subscription().orElse(null));
        body.put("reason", standing.reason().orElse(null));
        body.put("notes", standing.notes().orElse(null));
        body.put("product names", sale.productNames().orElse(null));
        body.put("click", conversion.why().click().map(ClassicConversion::click).orElse(null));
        body.put("source", sale.origin().name());
        return Json.bytes(body);
    }

    private static Map<String, Object> affiliate(ConversionSnapshot.AffiliatePart affiliate) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("id", Long.toString(affiliate.id()));
        part.put("code", affiliate.code());
        part.put("first_name", affiliate.firstName());
        part.put("last_name", affiliate.lastName());
        part.put("email", affiliate.email());
        return part;
    }

    private static Map<String, Object> offer(ConversionSnapshot.OfferPart offer) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("id", offer.id());
        part.put("name", offer.name());
        part.put("type", offer.type().isFlat() ? "FLAT_RATE" : offer.type().name());
        part.put("amount", Money.unpadded(offer.amount()));
        return part;
    }

    private static Map<String, Object> customer(Buyer buyer) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("name", buyer.name().orElse(""));
        part.put("email", buyer.email().orElse(""));
        part.put("browser_ip", buyer.browserIp().orElse(""));
        return part;
    }

    private static Map<String, @Nullable Object> click(Click click) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put("created", time(click.at()));
        part.put("referer", orNull(click.referer()));
        part.put("landed_url", click.landedUrl());
        part.put("ip", click.ip().orElse(""));
        part.put("sub_id", orNull(click.subId()));
        part.put("creative_id", orNull(click.creativeId()));
        return part;
    }

    private static @Nullable String orNull(Optional<String> text) {
        return text.orElse(null);
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
