package dev.tributary.server.affiliate;

import dev.tributary.server.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trigger as an event tells it, in both formats.
 *
 * @param affiliateCode its affiliate's code
 */
record TriggerSnapshot(Trigger trigger, String affiliateCode) {
    /** The classic body: these keys, in this order, with these types. */
    byte[] classic() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", trigger.number());
        body.put("affiliate_id", String.valueOf(trigger.affiliate()));
        body.put("trigger", trigger.value());
        body.put("type", trigger.type().name());
        return Json.bytes(body);
    }

    /** {@code data} of the standard format. */
    byte[] standard() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", "trg_" + trigger.number());
        data.put("type", trigger.type().name());
        data.put("trigger", trigger.value());
        data.put("affiliate_id", "aff_" + trigger.affiliate());
        data.put("affiliate_code", affiliateCode);
        data.put("created", AffiliateSnapshot.time(trigger.created()));
        return Json.bytes(data);
    }
}
