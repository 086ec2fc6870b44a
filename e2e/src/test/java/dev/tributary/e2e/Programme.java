package dev.tributary.e2e;

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

    private static long join(Api api, long offer) {
        Map<String, Object> profile =
                Map.of("first_name", "John", "email", "john@example.com", "status", "ACTIVE", "offer_id", offer);
        return api.post("/affiliates", profile).path("id").asLong();
    }
}
