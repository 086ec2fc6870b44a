package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders whose contents change after they were credited. */
@Tag("database")
class EditedOrdersTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Shop shop = merchant.shop();

    @Test
    void a_pending_conversion_follows_an_order_that_grows_and_says_so_with_what_is_told_next() {
        Partner partner = partner("");
        String created = ShopifyOrders.landing(partner.link());
        shop.send(created).expect(200);
        shop.send(grown(created)).expect(200);
        shop.send(created).expect(200);

        Answer listed = merchant.get("/api/v1/conversions").expect(200);
        assertThat(listed.json().path("data")).hasSize(1);
        assertThat(listed.text("/data/0/commission_total")).isEqualTo("14.00");
        assertThat(listed.text("/data/0/total")).isEqualTo("170.55");
        assertThat(listed.json().at("/data/0/total_items").asInt()).isEqualTo(4);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        merchant.post(
                        "/api/v1/conversions/status",
                        "{\"ids\":[" + listed.text("/data/0/id") + "],\"status\":\"APPROVED\"}")
                .expect(200);
        assertThat(merchant.events("conversion.approved").getFirst().classic())
                .contains("\"total\":\"170.55\",\"commission_total\":\"14.00\"", "Pot, Green tea, Mug");
    }

    @Test
    void an_approved_conversion_keeps_its_amounts_and_the_difference_is_booked() {
        Partner partner = partner(",\"auto_approve_days\":0");
        String created = ShopifyOrders.landing(partner.link());
        shop.send(created).expect(200);
        shop.send(grown(created)).expect(200);
        shop.send(grown(created)).expect(200);

        Answer listed = merchant.get("/api/v1/conversions").expect(200);
        assertThat(listed.json().path("data"))
                .extracting(one -> one.path("commission_total").asString())
                .containsExactly("4.00", "10.00");
        assertThat(listed.json().at("/data/0/refund_of"))
                .isEqualTo(listed.json().at("/data/1/id"));
        assertThat(merchant.topics("conversion."))
                .containsExactly("conversion.created", "conversion.approved", "conversion.refunded");
    }

    @Test
    void a_line_that_was_taken_out_takes_back_its_commission_once_with_or_without_a_refund() {
        Partner partner = partner("");
        String created = ShopifyOrders.landing(partner.link());
        String order = shop.send(created).expect(200).text("/order");
        String less = less(ShopifyOrders.later(created));
        shop.send(less).expect(200);
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("-3.33");
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        shop.send("""
                {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T12:00:00-04:00",
                 "refund_line_items": [{"id": 1, "quantity": 1, "line_item_id": 141249953214522974,
                   "subtotal": 33.33, "total_tax": 3.52}], "order_adjustments": [],
                 "transactions": [{"id": 2, "amount": "36.85", "kind": "refund", "status": "success"}]}""").expect(200);
        Answer then = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(then.text("/refunded_total")).isEqualTo("36.85");
        assertThat(then.json()
                        .path("conversions")
                        .valueStream()
                        .skip(1)
                        .mapToDouble(one ->
                                Double.parseDouble(one.path("commission_total").asString()))
                        .sum())
                .isEqualTo(-3.33);
    }

    @Test
    void whoever_holds_a_sku_that_comes_into_an_order_is_credited_and_one_nobody_claimed_may_be_claimed() {
        Partner pot = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "eve", "");
        merchant.trigger(pot, "SKU", "POT-1");
        Partner link = partner("");
        for (String created : new String[] {ShopifyOrders.ORDER, ShopifyOrders.landing(link.link())}) {
            String own = ShopifyOrders.numbered(created, created.length());
            shop.send(own).expect(200);
            shop.send(grown(own)).expect(200);
        }
        assertThat(merchant.get("/api/v1/conversions").json().path("data"))
                .extracting(one -> one.at("/attribution/mechanism").asString() + " "
                        + one.path("commission_total").asString())
                .containsExactly("SKU 4.00", "LINK 14.00", "SKU 4.00");
    }

    /** Whether conversions that earn nothing are kept is for the eye alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_earns_does_not_hang_on_whether_conversions_that_earn_nothing_are_kept(boolean kept) {
        merchant.rules(new AttributionRules(false, true, kept, false, false));
        Partner self = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "jane", "");
        Partner bob = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "bob", ",\"coupon\":\"BOB\"");
        String created = ShopifyOrders.landing(self.link()).replace("jane@example.com", "jane@partners.example");
        String order = shop.send(created).expect(200).text("/order");
        shop.send(ShopifyOrders.later(created).replace("\"SPRING\"", "\"BOB\"")).expect(200);
        shop.send(grown(created).replace("\"SPRING\"", "\"BOB\"").replace("05-01T", "05-02T"))
                .expect(200);

        assertThat(merchant.get("/api/v1/orders/" + order).json().path("conversions"))
                .filteredOn(one -> !one.path("status").asString().equals("UNQUALIFIED"))
                .extracting(one -> one.path("affiliate_id").asLong() + " "
                        + one.path("commission_total").asString())
                .containsExactly(bob.id() + " 14.00");
        assertThat(merchant.rows("conversion")).isEqualTo(kept ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_claim_that_is_good_by_now_earns_and_has_no_second_conversion(boolean kept) {
        merchant.rules(new AttributionRules(false, true, kept, false, false));
        Partner partner = partner("");
        String created = ShopifyOrders.landing(partner.link());
        status(partner, "DISABLED");
        String order = shop.send(created).expect(200).text("/order");
        status(partner, "ACTIVE");
        shop.send(grown(created).replace("\"SPRING\"", "\"NOBODY-S\"")).expect(200);
        shop.send(grown(created).replace("\"SPRING\"", "\"NOBODY-S\"")).expect(200);

        assertThat(merchant.get("/api/v1/orders/" + order).json().path("conversions"))
                .extracting(one -> one.path("status").asString() + " "
                        + one.path("commission_total").asString())
                .containsExactly("PENDING 14.00");
        assertThat(merchant.events("conversion.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.classic()).contains("\"commission_total\":\"14.00\""));
        assertThat(merchant.get("/api/v1/affiliates/" + partner.id()).text("/last_conversion"))
                .isNotEmpty();
    }

    private void status(Partner partner, String status) {
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[" + partner.id() + "],\"status\":\"" + status + "\"}")
                .expect(200);
    }

    @Test
    void an_order_credited_by_hand_gets_its_share_of_what_was_taken_out_before() {
        Partner partner = partner("");
        String order = shop.send(ShopifyOrders.ORDER).expect(200).text("/order");
        shop.send(less(ShopifyOrders.later(ShopifyOrders.ORDER))).expect(200);
        merchant.post("/api/v1/conversions", "{\"affiliate_id\":" + partner.id() + ",\"order_id\":\"" + order + "\"}")
                .expect(201);
        assertThat(merchant.get("/api/v1/orders/" + order).text("/conversions/1/commission_total"))
                .isEqualTo("-3.33");
    }

    private Partner partner(String more) {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", more), "ada", "");
    }

    private static String grown(String order) {
        return ShopifyOrders.later(order)
                .replace("\"line_items\": [", """
                        "line_items": [
                            {"id": 3001, "name": "Pot", "price": "40.00", "quantity": 1, "sku": "POT-1"},""")
                .replace("\"subtotal_price\": \"100.00\"", "\"subtotal_price\": \"140.00\"")
                .replace("\"total_price\": \"130.55\"", "\"total_price\": \"170.55\"");
    }

    private static String less(String order) {
        int mug = order.indexOf("\"id\": 141249953214522974");
        return order.substring(0, mug)
                + order.substring(mug).replaceFirst("\"current_quantity\": 1", "\"current_quantity\": 0");
    }
}
