package dev.tributary.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens in a merchant's programme, by the calls that make it happen. */
record Programme(Api api, long affiliate) {
    /** One with an offer and an affiliate, who is told of nowhere: no webhook is there yet. */
    static Programme begin(Api api) {
        Map<String, Object> terms = Map.of("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        long offer = api.post("/offers", terms).path("id").asLong();
        return new Programme(api, join(api, offer));
    }

    /** An order comes in that the affiliate referred, and with it a conversion. */
    void sell(String order) {
        api.post(
                "/orders",
                Map.of(
                        "order_id",
                        order,
                        "affiliate_id",
                        affiliate,
                        "items",
                        List.of(Map.of("name", "Green tea", "quantity", 2, "price", "25.00"))));
    }

    void addCoupon(String code) {
        api.post("/affiliates/" + affiliate + "/triggers", Map.of("type", "COUPON", "trigger", code));
    }

    void removeTriggers() {
        api.get("/affiliates/" + affiliate + "/triggers")
                .path("data")
                .forEach(trigger -> api.delete("/triggers/" + trigger.path("id").asLong()));
    }

    /** The ids of its conversions. */
    List<Long> conversions() {
        return api.get("/conversions")
                .path("data")
                .valueStream()
                .map(conversion -> conversion.path("id").asLong())
                .toList();
    }

    void judge(List<Long> conversions, String status) {
        Map<String, Object> asked = new HashMap<>(Map.of("ids", conversions, "status", status));
        if (status.equals("DENIED")) {
            asked.put("denied_reason_code", "OTHER");
        }
        api.post("/conversions/status", asked);
    }

    private static long join(Api api, long offer) {
        Map<String, Object> profile =
                Map.of("first_name", "John", "email", "john@example.com", "status", "ACTIVE", "offer_id", offer);
        return api.post("/affiliates", profile).path("id").asLong();
    }
}
