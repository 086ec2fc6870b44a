package dev.tributary.server.payment;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words the event that tells of a payment, in both formats. Its subject is the affiliate. */
public final class PaymentEvents {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PaymentEvents() {}

    public static NewEvent created(AccountId account, PaymentSnapshot payment) {
        return new NewEvent(
                account,
                PaymentTopics.CREATED,
                "affiliate:" + payment.affiliate(),
                standard(payment),
                classic(payment));
    }

    /** Types as in the other classic bodies: the id a number, everything else a string. */
    static byte[] classic(PaymentSnapshot payment) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", payment.number());
        body.put("affiliate_id", Long.toString(payment.affiliate()));
        body.put("payment_total", payment.total().toPlainString());
        body.put("payment_method", payment.method());
        body.put("currency", payment.currency().getCurrencyCode());
        body.put("total_conversions", Integer.toString(payment.conversions()));
        body.put("note", payment.note().orElse(null));
        body.put("created", TIME.format(payment.created()));
        return Json.bytes(body);
    }

    static byte[] standard(PaymentSnapshot payment) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", "pay_" + payment.number());
        data.put("created", payment.created().truncatedTo(ChronoUnit.MILLIS).toString());
        data.put("affiliate_id", "aff_" + payment.affiliate());
        data.put("currency", payment.currency().getCurrencyCode());
        data.put("payment_total", payment.total().toPlainString());
        data.put("payment_method", payment.method());
        data.put("total_conversions", payment.conversions());
        data.put("note", payment.note().orElse(null));
        return Json.bytes(data);
    }
}
