package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tiers and SKU rates, through the doors. */
@Tag("database")
class TierApiTest {
    private static final String REVENUE = """
            {"name":"Rising","type":"TIERED","auto_approve_days":0,%s\
            "tiers":[{"from":"0","percent":"5"},{"from":"100","percent":"10"},{"from":"300","percent":"20"}]}""";
    private static final String COUNT = """
            {"name":"Rising","type":"TIERED","auto_approve_days":0,"tier_basis":"count",\
            "tiers":[{"from":"0","percent":"5"},{"from":"2","percent":"10"}]}""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();

    @Test
    void approved_revenue_climbs_the_tiers_and_the_payloads_tell_the_percentage_that_applied() {
        partner(REVENUE.formatted(""));
        assertThat(commission(order("1", "99.99", ""))).isEqualTo("5.00");
        assertThat(commission(order("2", "0.01", ""))).isEqualTo("0.00");
        Answer third = order("3", "200.00", "");
        assertThat(commission(third)).isEqualTo("20.00");
        assertThat(commission(order("4", "10.00", ""))).isEqualTo("2.00");
        assertThat(merchant.events("conversion.created").get(2).classic())
                .contains("\"name\":\"Rising\",\"type\":\"TIERED\",\"amount\":\"10\"");
        assertThat(merchant.events("conversion.created").get(3).data())
                .contains("\"type\":\"TIERED\",\"amount\":\"20\"");
        // What was credited keeps its terms, whatever the offer says later.
        merchant.patch("/api/v1/offers/" + offer(), "{\"type\":\"PERCENT_OF_SALE\",\"amount\":\"1\"}")
                .expect(200);
        Answer shown = merchant.get("/api/v1/conversions/" + conversion(third)).expect(200);
        assertThat(shown.text("/offer/type")).isEqualTo("TIERED");
        assertThat(shown.text("/offer/amount")).isEqualTo("10");
    }

    @Test
    void the_affiliates_page_tells_how_far_it_has_come() {
        long partner = partner(REVENUE.formatted("\"tier_window_days\":null,"));
        order("1", "150.00", "");
        Browser viewer = new People(server).member(server.bean(Accounts.class).get(merchant.account()), Role.VIEWER);
        String part = "/console/conversions/tier?affiliate=" + partner;
        assertThat(viewer.get("/console/affiliates/" + partner).expect(200).text())
                .contains(part);
        assertThat(viewer.get(part).expect(200).text())
                .contains("<b>10\u202f%</b>: 150.00\u00a0USD of approved sales in the calendar month")
                .contains("20\u202f% from 300.00\u00a0USD");
        viewer.get("/console/conversions/tier?affiliate=7").expect(404);
        viewer.get("/console/conversions/tier").expect(404);
    }

    @Test
    void pending_denied_and_test_conversions_do_not_count_nor_what_is_older_than_the_window() {
        partner(REVENUE.formatted("\"tier_window_days\":30,"));
        order("1", "500.00", ",\"test\":true");
        order("2", "500.00", ",\"created\":\"2026-04-01T11:59:59Z\"");
        long denied = conversion(order("3", "500.00", ""));
        merchant.post("/api/v1/conversions/status", "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(denied))
                .expect(200);
        assertThat(commission(order("4", "100.00", ""))).isEqualTo("5.00");
        assertThat(commission(order("5", "100.00", ",\"created\":\"2026-04-01T11:59:59Z\"")))
                .as("an order of a month ago comes after the one of that time alone")
                .isEqualTo("20.00");
        assertThat(commission(order("6", "100.00", ",\"test\":true"))).isEqualTo("10.00");
    }

    @Test
    void a_refund_lowers_the_tier_only_where_its_sale_had_raised_it() {
        partner(REVENUE.formatted("").replace("\"auto_approve_days\":0,", ""));
        Answer pending = order("1", "400.00", "");
        merchant.post("/api/v1/orders/1/refunds", "{\"refund_id\":\"r1\",\"amount\":\"350.00\"}")
                .expect(200);
        approve(order("2", "120.00", ""));
        assertThat(commission(order("3", "10.00", ""))).isEqualTo("1.00");
        approve(pending);
        merchant.post("/api/v1/orders/1/refunds", "{\"refund_id\":\"r2\",\"amount\":\"50.00\"}")
                .expect(200);
        approve(order("4", "180.00", ""));
        assertThat(commission(order("5", "10.00", ""))).as("120 + 180 + 0").isEqualTo("2.00");
        merchant.post("/api/v1/orders/2/refunds", "{\"refund_id\":\"r1\",\"amount\":\"0.01\"}")
                .expect(200);
        assertThat(commission(order("6", "10.00", ""))).isEqualTo("1.00");
    }

    @Test
    void an_order_in_another_currency_earns_by_the_first_tier_and_climbs_none() {
        partner(REVENUE.formatted(""));
        assertThat(commission(order("1", "900.00", ",\"currency_code\":\"EUR\"")))
                .isEqualTo("45.00");
        assertThat(commission(order("2", "900.00", ""))).isEqualTo("45.00");
        assertThat(commission(order("3", "100.00", ",\"currency_code\":\"EUR\"")))
                .isEqualTo("5.00");
        assertThat(commission(order("4", "100.00", ""))).isEqualTo("20.00");
    }

    @Test
    void conversions_can_be_counted_instead_and_a_credit_by_hand_counts_too() {
        long partner = partner(COUNT);
        assertThat(commission(order("1", "10.00", ""))).isEqualTo("0.50");
        Answer byHand =
                merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"10.00"}""".formatted(partner)).expect(201);
        assertThat(byHand.text("/commission_total")).isEqualTo("0.50");
        assertThat(commission(order("2", "10.00", ""))).isEqualTo("1.00");
    }

    @Test
    void orders_that_come_at_the_same_moment_climb_one_after_another() throws Exception {
        partner(COUNT);
        List<String> commissions = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Callable<Answer>> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String id = String.valueOf(i);
                orders.add(() -> order(id, "10.00", ""));
            }
            for (Future<Answer> answer : both.invokeAll(orders)) {
                commissions.add(commission(answer.get()));
            }
        }
        assertThat(commissions.stream().filter("0.50"::equals)).hasSize(2);
        assertThat(commissions.stream().filter("1.00"::equals)).hasSize(6);
    }

    @Test
    void single_skus_can_earn_otherwise_flat_or_nothing() {
        partner("""
                {"name":"Special","type":"PERCENT_OF_SALE","amount":"10","sku_overrides":[\
                {"sku":"tea","type":"FLAT_RATE_PER_ITEM","amount":"1.50"},\
                {"sku":"GIFT","type":"PERCENT_OF_SALE","amount":"0"},\
                {"sku":"MUG","type":"PERCENT_OF_SALE","amount":"25"}]}""");
        String items = """
                {"sku":"TEA","quantity":3,"price":"8.00"},{"sku":"gift","quantity":1,"price":"50.00"},\
                {"sku":"Mug","quantity":1,"price":"20.00"},{"sku":"CUP","quantity":1,"price":"30.00"}""";
        assertThat(commission(ordered("1", items, "")))
                .as("4.50 + 0 + 5.00 + 3.00")
                .isEqualTo("12.50");
        assertThat(commission(ordered("2", items, ",\"currency_code\":\"EUR\"")))
                .as("flat rates hold in the account's currency alone")
                .isEqualTo("8.00");
    }

    @Test
    void an_affiliate_who_moves_to_another_offer_earns_by_it_from_then_on() {
        long partner = partner("{\"name\":\"Old\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}");
        long before = conversion(order("1", "100.00", ""));
        long other = merchant.offer("FLAT_RATE_PER_ORDER", "7", "");
        merchant.patch("/api/v1/affiliates/" + partner, "{\"offer_id\":%d}".formatted(other))
                .expect(200);
        assertThat(commission(order("2", "100.00", ""))).isEqualTo("7.00");
        assertThat(merchant.get("/api/v1/conversions/" + before).text("/commission_total"))
                .isEqualTo("10.00");
        assertThat(merchant.events("affiliate.details_changed")).hasSize(1);
        assertThat(merchant.events("affiliate.details_changed").getFirst().data())
                .contains("off_" + other);
    }

    private long partner(String offer) {
        long id = merchant.post("/api/v1/offers", offer).expect(201).id();
        return merchant.partner(id, "ada", ",\"coupon\":\"SPRING\"").id();
    }

    private long offer() {
        return merchant.get("/api/v1/offers").json().at("/data/0/id").asLong();
    }

    private Answer order(String id, String price, String more) {
        return ordered(id, "{\"quantity\":1,\"price\":\"" + price + "\"}", more);
    }

    private Answer ordered(String id, String items, String more) {
        return merchant.post("/api/v1/orders", """
                {"order_id":"%s","discount_code":"SPRING","items":[%s]%s}""".formatted(id, items, more)).expect(201);
    }

    private void approve(Answer order) {
        merchant.post(
                        "/api/v1/conversions/status",
                        "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(conversion(order)))
                .expect(200);
    }

    private static String commission(Answer order) {
        return order.text("/conversions/0/commission_total");
    }

    private static long conversion(Answer order) {
        return order.json().at("/conversions/0/id").asLong();
    }
}
