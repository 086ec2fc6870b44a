package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes out of one account comes into another as it was. */
@Tag("database")
class RoundTripTest {
    private static final List<String> KINDS = List.of("offers", "affiliates", "triggers", "conversions");

    private final Merchant merchant = SharedServer.server().merchant();
    private final Merchant other = SharedServer.server().merchant();
    private final Mover from = new Mover(merchant);
    private final Mover to = new Mover(other);

    @Test
    void ids_codes_words_and_sums_survive_the_way_to_another_account() {
        programme();
        for (String kind : KINDS) {
            assertThat(to.bring("kind=" + kind, from.export(kind))
                            .path("refused")
                            .intValue())
                    .as(kind)
                    .isZero();
        }
        for (String kind : KINDS) {
            assertThat(lines(to.export(kind))).as(kind).containsExactlyInAnyOrderElementsOf(lines(from.export(kind)));
        }
        assertThat(other.events()).isEmpty();
    }

    @Test
    void orders_go_over_too_and_are_credited_there_anew() {
        programme();
        for (String kind : List.of("offers", "affiliates", "triggers")) {
            to.bring("kind=" + kind, from.export(kind));
        }
        assertThat(to.bring("kind=orders", from.export("orders")).path("new").intValue())
                .isEqualTo(4);
        assertThat(other.rows("shop_order")).isEqualTo(3);
        assertThat(lines(to.export("orders"))).containsExactlyInAnyOrderElementsOf(lines(from.export("orders")));
    }

    @Test
    void an_export_keeps_the_filter_and_refuses_what_is_none() {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        merchant.partner(offer, "Ada", "");
        merchant.partner(offer, "Bob", ",\"coupon\":\"BOB\"");
        String path = "/api/v1/exports/affiliates.csv?";
        assertThat(merchant.get(path + "q=Ada").text()).contains("Ada").doesNotContain("Bob");
        assertThat(merchant.get(path + "status=DENIED").text()).hasLineCount(1);
        assertThat(merchant.get("/api/v1/exports/triggers.csv?type=SKU").text()).hasLineCount(1);
        merchant.get(path + "status=ASLEEP").expectProblem(400);
        merchant.get("/api/v1/exports/conversions.csv?from=never").expectProblem(400);
        merchant.get("/api/v1/exports/orders.csv?source=x").expectProblem(400);
        merchant.get("/api/v1/exports/secrets.csv").expectProblem(404);
        assertThat(merchant.get(path).header("content-disposition")).contains("affiliates.csv");
        assertThat(other.get(path).text()).hasLineCount(1);
    }

    private void programme() {
        long offer = merchant.offer("PERCENT_OF_SALE", "12.5", ",\"auto_approve_days\":0");
        long flat = merchant.offer("FLAT_RATE_PER_ORDER", "3", ",\"window_days\":7");
        merchant.post("/api/v1/offers", """
                {"name":"Tiers","type":"TIERED","tier_basis":"revenue","tier_window_days":30,"renewal_limit":3,
                "tiers":[{"from":"0","percent":"5"},{"from":"1000","percent":"7.5"}],
                "sku_overrides":[{"sku":"TEA-1","type":"PERCENT_OF_SALE","amount":"1"}]}""").expect(201);
        Partner ada =
                merchant.partner(offer, "Ada", ",\"coupon\":\"ADA10\",\"phone_number\":\"+49 30\",\"city\":\"שלום\"");
        merchant.patch("/api/v1/affiliates/" + ada.id(), "{\"first_name\":\"=cmd|' /C calc'!A0\"}")
                .expect(200);
        merchant.partner(
                flat,
                "Bob",
                ",\"custom_fields\":[{\"name\":\"How, exactly?\",\"value\":\"two\\nlines \\\"quoted\\\"\"}]");
        merchant.trigger(ada, "SKU", "tea-1");
        order("1", ",\"discount_code\":\"ADA10\"");
        merchant.post("/api/v1/orders/1/refunds", "{\"refund_id\":\"r1\",\"amount\":\"10.00\"}")
                .expect(200);
        order("-2", ",\"affiliate_id\":" + ada.id() + ",\"shipping\":\"4.90\",\"test\":true");
        merchant.post("/api/v1/orders", """
                {"order_id":"3","created":"2026-01-31T12:00:00Z","items":[
                {"quantity":2,"price":"19.99","name":"Tea; green"},{"quantity":1,"price":"0.01"}]}""").expect(201);
        merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"10.00","notes":"by hand, \\"sorry\\""}""".formatted(ada.id())).expect(201);
    }

    private void order(String id, String more) {
        merchant.post("/api/v1/orders", """
                {"order_id":"%s","created":"2026-02-01T12:00:00Z","items":[{"sku":"X","quantity":1,"price":"33.33"}],
                "customer":{"first_name":"Jane","last_name":"Doe","email":"jane@example.com"}%s}""".formatted(id, more)).expect(201);
    }

    /** Without what names where an affiliate came from. */
    private static List<String> lines(String csv) {
        return csv.replace(",API,", ",IMPORT,")
                .replaceAll(",IMPORT,(\\S*Z),\\S*Z", ",IMPORT,$1,")
                .lines()
                .toList();
    }
}
