package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refunds and cancellations through Shopify's door, and what a merchant does with conversions meanwhile. */
@Tag("database")
class RefundsTest {
    private static final String REFUND = """
            {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T06:00:00-04:00",
             "refund_line_items": [{"id": 1, "quantity": 1, "line_item_id": 866550311766439020,
               "subtotal": 33.33, "total_tax": 3.52}],
             "transactions": [{"id": 2, "amount": "36.85", "kind": "refund", "status": "success"}],
             "order_adjustments": []}""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Shop shop = merchant.shop();

    @Test
    void a_partial_refund_of_a_pending_conversion_is_a_conversion_of_its_own() {
        Partner partner = partner("");
        String order = send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
        assertThat(merchant.events("conversion.").get(1).classic())
                .contains("\"total\":\"-36.85\",\"commission_total\":\"-3.34\"", "\"status\":\"APPROVED\"")
                .contains("\"created\":\"2026-05-01 10:00:00\"", "\"payment_status\":\"UNPAID\"");
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.text("/refunded_total")).isEqualTo("36.85");
        assertThat(shown.text("/refunds/0/id")).isEqualTo("7001");
        assertThat(shown.text("/refunds/0/amount")).isEqualTo("36.85");
        assertThat(shown.json().at("/refunds/0/items/0/quantity").asInt()).isOne();
        long first = shown.json().at("/conversions/0/id").asLong();
        assertThat(shown.json().at("/conversions/1/refund_of").asLong()).isEqualTo(first);
        Answer conversion = merchant.get("/api/v1/conversions/" + first).expect(200);
        assertThat(conversion.text("/refunds/0/commissionable_total")).isEqualTo("-33.34");
    }

    @Test
    void a_refund_before_its_order_is_kept_and_booked_when_it_comes() {
        Partner partner = partner("");
        assertThat(shop.send(REFUND).expect(200).json().has("order")).isFalse();
        assertThat(merchant.events("conversion.")).isEmpty();
        send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
    }

    @Test
    void a_paid_conversion_stays_paid_and_its_refund_is_owed_back() {
        Partner partner = partner(",\"auto_approve_days\":0");
        send(ShopifyOrders.landing(partner.link()));
        pay(partner);
        shop.send(REFUND).expect(200);
        shop.send(cancelled(ShopifyOrders.landing(partner.link()))).expect(200);
        List<Map<String, @Nullable Object>> rows = rows();
        assertThat(rows).extracting(row -> row.get("payment_status")).containsExactly("PAID", "UNPAID", "UNPAID");
        assertThat(rows).extracting(row -> row.get("status")).containsOnly("APPROVED");
        assertThat(owed()).isEqualTo("0.00");
    }

    @Test
    void denying_a_conversion_by_hand_denies_its_refunds_and_gives_back_what_was_paid_of_them() {
        Partner partner = partner("");
        String order = send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND).expect(200);
        shop.send(refund("7002", "10.00")).expect(200);
        long first = firstOf(order);
        long other = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"80.00","commission_total":"50.00"}""".formatted(partner.id()))
                .expect(201)
                .id();
        change(other, "APPROVED").expect(200);
        pay(partner);
        shop.send(refund("7003", "10.00")).expect(200);
        change(first, "DENIED").expect(200);
        assertThat(rows())
                .extracting(row -> row.get("status") + " " + row.get("payment_status"))
                .containsExactly(
                        "DENIED UNPAID",
                        "APPROVED PAID",
                        "APPROVED PAID",
                        "APPROVED PAID",
                        "DENIED UNPAID",
                        "APPROVED UNPAID");
        assertThat(merchant.topics("conversion."))
                .containsExactly(
                        "conversion.created",
                        "conversion.refunded",
                        "conversion.refunded",
                        "conversion.created",
                        "conversion.approved",
                        "conversion.refunded",
                        "conversion.denied",
                        "conversion.denied",
                        "conversion.refunded");
        assertThat(owed()).isEqualTo("50.00");
        List<BigDecimal> told = merchant.events("conversion.refunded").stream()
                .map(event -> JsonMapper.shared().readTree(event.classic()))
                .map(body -> new BigDecimal(body.path("commission_total").asString()))
                .toList();
        assertThat(told.getLast())
                .as("what was paid of the refunds, given back")
                .isPositive()
                .isEqualTo(told.get(0).add(told.get(1)).negate());
        shop.send(refund("7004", "10.00")).expect(200);
        assertThat(rows()).hasSize(6);
        long givenBack = Long.parseLong(String.valueOf(rows().getLast().get("number")));
        assertThat(change(givenBack, "DENIED").expect(200).text("/results/0/reason"))
                .as("what else would be left of it is what was taken back for nothing")
                .contains("came to nothing");
        assertThat(owed()).isEqualTo("50.00");
    }

    @Test
    void a_conversion_that_is_disqualified_and_weighed_again_catches_up_with_the_refunds() {
        Partner partner = partner("");
        String order = send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND).expect(200);
        long first = firstOf(order);
        change(first, "UNQUALIFIED").expect(200);
        shop.send(refund("7002", "10.00")).expect(200);
        assertThat(owed()).isEqualTo("0.00");
        assertThat(merchant.post("/api/v1/conversions/status", """
                {"ids":[%d],"status":"PENDING"}""".formatted(first + 1))
                        .expect(200)
                        .text("/results/0/result"))
                .isEqualTo("refused");
        change(first, "PENDING").expect(200);
        change(first, "APPROVED").expect(200);
        assertThat(owed()).isEqualTo("5.95");
        change(first, "DENIED").expect(200);
        assertThat(owed()).isEqualTo("0.00");
    }

    @Test
    void bulk_denial_of_a_conversion_together_with_its_refund_tells_of_each_once() {
        Partner partner = partner("");
        String order = send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND).expect(200);
        long first = firstOf(order);
        Answer results = merchant.post("/api/v1/conversions/status", """
                {"ids":[%d,%d],"status":"DENIED","denied_reason_code":"OTHER"}""".formatted(first, first + 1));
        assertThat(results.text("/results/0/result")).isEqualTo("changed");
        assertThat(results.text("/results/1/result")).isEqualTo("unchanged");
        assertThat(merchant.topics("conversion.denied")).hasSize(2);
    }

    @Test
    void credit_by_hand_after_a_refund_gets_its_share_of_it_and_an_undone_order_none() {
        Partner link = partner("");
        Partner hand = merchant.partner(merchant.offer("FLAT_RATE_PER_ITEM", "2", ""), "bob", "");
        String order = send(ShopifyOrders.landing(link.link()));
        shop.send(REFUND).expect(200);
        merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"order_id":"%s"}""".formatted(hand.id(), order)).expect(201);
        JsonNode conversions = merchant.get("/api/v1/orders/" + order).json().path("conversions");
        assertThat(conversions).hasSize(4);
        assertThat(conversions.path(2).path("commission_total").asString()).isEqualTo("6.00");
        assertThat(conversions.path(3).path("commission_total").asString()).isEqualTo("-2.00");
        shop.send(cancelled(ShopifyOrders.landing(link.link()))).expect(200);
        merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"order_id":"%s"}""".formatted(hand.id(), order))
                .expectProblem(422)
                .names("order_id");
    }

    @Test
    void refunds_within_orders_count_once_with_those_that_come_alone() {
        Partner partner = partner(",\"auto_approve_days\":0");
        String created = ShopifyOrders.landing(partner.link());
        send(created);
        shop.send(REFUND).expect(200);
        shop.send(ShopifyOrders.later(created)
                        .replace("\"financial_status\": \"pending\"", "\"financial_status\": \"partially_refunded\"")
                        .replace("\"refunds\": []", "\"refunds\": [" + REFUND + "]"))
                .expect(200);
        assertThat(merchant.topics("conversion.refunded")).hasSize(1);
        assertThat(owed()).isEqualTo("6.66");
    }

    @Test
    void failed_transactions_and_voids_give_nothing_back() {
        Partner partner = partner("");
        send(ShopifyOrders.landing(partner.link()));
        shop.send(REFUND.replace("success", "failure")).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        shop.send(REFUND).expect(200);
        assertThat(merchant.topics("conversion.")).hasSize(2);
    }

    @Test
    void a_refund_on_its_way_counts_until_the_shop_says_that_it_failed_whichever_comes_first() {
        Partner partner = partner("");
        String created = ShopifyOrders.landing(partner.link());
        String pending = REFUND.replace("success", "pending").replace("36.85", "130.55");
        String failed = ShopifyOrders.later(created)
                .replace("\"refunds\": []", "\"refunds\": [" + pending.replace("\"pending\"", "\"failure\"") + "]");
        String order = send(created);
        shop.send(pending).expect(200);
        assertThat(state(order)).isEqualTo("RETURNED 130.55 DENIED");
        shop.send(failed).expect(200);
        assertThat(state(order)).isEqualTo("OPEN 0.00 PENDING");
        shop.send(pending).expect(200);
        assertThat(state(order)).isEqualTo("OPEN 0.00 PENDING");
        shop.send(pending.replace("\"pending\"", "\"success\"")).expect(200);
        shop.send(failed).expect(200);
        assertThat(state(order)).isEqualTo("RETURNED 130.55 DENIED");
    }

    private String state(String order) {
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        return shown.text("/state") + " " + shown.text("/refunded_total") + " " + shown.text("/conversions/0/status");
    }

    @Test
    void a_message_with_some_fields_alone_keeps_the_rest() {
        Partner partner = partner("");
        String order = send(ShopifyOrders.landing(partner.link()));
        shop.send("""
                {"id": 820982911946154508, "updated_at": "2026-05-01T07:00:00-04:00",
                 "financial_status": "partially_refunded", "current_total_price": "100.55"}""").expect(200);
        shop.send("""
                {"id": 820982911946154508, "updated_at": "2026-05-01T08:00:00-04:00", "email": "new@example.com"}""").expect(200);
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(shown.json().path("total_items").asInt()).isEqualTo(3);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        shop.send("""
                {"id": 820982911946154508, "updated_at": "2026-05-01T09:00:00-04:00",
                 "cancelled_at": "2026-05-01T09:00:00-04:00"}""").expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
        shop.send("{\"id\": 1, \"updated_at\": \"2026-05-01T09:00:00-04:00\"}")
                .expectProblem(422)
                .names("line_items");
    }

    @Test
    void refunds_that_cannot_be_read_name_the_field_and_leave_nothing() {
        shop.send(REFUND.replace("\"quantity\": 1", "\"quantity\": -1"))
                .expectProblem(422)
                .names("refund_line_items[0].quantity");
        shop.send(REFUND.replace("\"36.85\"", "\"lots\"")).expectProblem(422).names("transactions[0].amount");
        shop.send(REFUND.replace("\"order_id\": 820982911946154508", "\"order_id\": \"x\""))
                .expectProblem(422)
                .names("order_id");
        shop.send(REFUND.replace("33.33", "1e999")).expectProblem(422).names("refund_line_items[0].subtotal");
        assertThat(merchant.rows("shop_refund")).isZero();
    }

    @Test
    void an_order_that_comes_with_a_refund_is_credited_by_its_coupon_less_what_was_given_back() {
        Partner partner = partner(",\"window_days\":30");
        merchant.trigger(partner, "COUPON", "TENOFF");
        String order = send(ShopifyOrders.kept("order-partly-refunded"));
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.text("/refunded_total")).isEqualTo("209.00");
        assertThat(shown.text("/conversions/0/commission_total")).isEqualTo("58.71");
        assertThat(shown.text("/conversions/0/total")).isEqualTo("598.94");
        // 209.00 of the 399.29 that two of three players and their tax were worth
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("-20.48");
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"created\":\"2008-01-10 16:00:00\"", "\"order_id\":\"1001\"", "\"coupon_code\":\"TENOFF\"")
                .contains("\"name\":\"Bob Norman\",\"email\":\"bob.norman@mail.example.com\"");
    }

    @Test
    void names_in_six_scripts_and_times_with_odd_offsets_survive() {
        Partner partner = partner("");
        String created = ShopifyOrders.landing(partner.link());
        List<String> names = List.of("Ελένη", "Борис", "محمد", "美咲", "प्रिया", "Łukasz");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            send(ShopifyOrders.numbered(created, 100 + i)
                    .replace("\"first_name\": \"Jane\"", "\"first_name\": \"" + name + "\"")
                    .replace("Green tea", name + " 茶")
                    .replace(
                            "2026-04-30T11:06:07-04:00",
                            i % 2 == 0 ? "2026-04-30T20:51:07+05:45" : "2026-04-30T11:36:07-03:30"));
            assertThat(merchant.events("conversion.").get(i).classic())
                    .contains("\"name\":\"" + name + " Doe\"", name + " 茶, Mug", "\"created\":\"2026-04-30 15:06:07\"");
        }
    }

    private Partner partner(String more) {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", more), "ada", "");
    }

    private String send(String order) {
        return shop.send(order).expect(200).text("/order");
    }

    private Answer change(long conversion, String status) {
        String code = status.equals("DENIED") ? ",\"denied_reason_code\":\"OTHER\"" : "";
        return merchant.post("/api/v1/conversions/status", """
                {"ids":[%d],"status":"%s"%s}""".formatted(conversion, status, code));
    }

    private long firstOf(String order) {
        return merchant.get("/api/v1/orders/" + order)
                .json()
                .at("/conversions/0/id")
                .asLong();
    }

    private static String refund(String id, String amount) {
        return """
                {"id": %s, "order_id": 820982911946154508, "created_at": "2026-05-01T07:00:00-04:00",
                 "refund_line_items": [], "order_adjustments": [],
                 "transactions": [{"id": 9, "amount": "%s", "kind": "refund", "status": "success"}]}""".formatted(id, amount);
    }

    private static String cancelled(String order) {
        return ShopifyOrders.later(order)
                .replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-05-01T07:30:00-04:00\"");
    }

    private void pay(Partner partner) {
        merchant.post("/api/v1/payments", "{\"affiliate_id\":%d}".formatted(partner.id()))
                .expect(201);
    }

    /** What is approved and not paid, with what was paid but should not have been. */
    private String owed() {
        return server.bean(JdbcClient.class)
                .sql(
                        "select coalesce(sum(commission), 0)::numeric(10, 2)::text from conversion where account_id = ? and status = 'APPROVED'")
                .params(merchant.account().value())
                .query(String.class)
                .single();
    }

    private List<Map<String, @Nullable Object>> rows() {
        return server.bean(JdbcClient.class)
                .sql(
                        "select number, status, payment_status, commission from conversion where account_id = ? order by number")
                .params(merchant.account().value())
                .query()
                .listOfRows();
    }
}
