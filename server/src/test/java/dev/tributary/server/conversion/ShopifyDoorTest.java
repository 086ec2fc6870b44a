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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders through Shopify's own webhook, as Shopify sends them. */
@Tag("database")
class ShopifyDoorTest {
    private static final String ORDER = ShopifyOrders.ORDER;

    private final LiveServer server = SharedServer.server();

    @Test
    void a_signed_order_with_a_landing_site_is_credited_by_link() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order = ShopifyOrders.landing(partner.link() + "&subid=spring%20sale&creative=banner-7");
        Answer answer = shop.send(order).expect(200);
        assertThat(answer.json().path("conversions").size()).isEqualTo(1);
        String classic = classic(merchant, 0);
        assertThat(classic)
                .contains(
                        "\"created\":\"2026-04-30 15:06:07\"",
                        "\"status\":\"PENDING\"",
                        "\"total_items\":\"3\"",
                        "\"total\":\"130.55\"",
                        "\"commission_total\":\"10.00\"",
                        "\"is_test_conversion\":\"FALSE\"",
                        "\"customer\":{\"name\":\"Jane Doe\",\"email\":\"jane@example.com\",\"browser_ip\":\"203.0.113.44\"}",
                        "\"coupon_code\":\"SPRING\"",
                        "\"order_id\":\"1022\"",
                        "\"product names\":\"Green tea, Mug\"",
                        "\"landed_url\":\"/collections/tea?rfsn=",
                        "\"referer\":\"https://blog.example/tea\"",
                        "\"ip\":\"203.0.113.44\",\"sub_id\":\"spring sale\",\"creative_id\":\"banner-7\"",
                        "\"source\":\"SHOPIFY\"");
        Answer listed =
                merchant.get("/api/v1/conversions?affiliate=" + partner.id()).expect(200);
        assertThat(listed.text("/data/0/commissionable_total")).isEqualTo("100.00");
        assertThat(listed.text("/data/0/attribution/mechanism")).isEqualTo("LINK");
    }

    /** What the button "Send test notification" sends, as it came to a shop; and the same before it was cancelled. */
    @Test
    void shopifys_own_test_notification_goes_through_unchanged() {
        String notification = ShopifyOrders.kept("test-notification-orders-cancelled");
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        merchant.trigger(partner, "EMAIL", "jon@example.com");
        Shop shop = merchant.shop();

        shop.send(notification).expect(200);
        assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("CANCELLED");
        assertThat(merchant.topics("conversion.")).isEmpty();

        shop.send(ShopifyOrders.numbered(notification, 820982911946154509L)
                        .replace("\"cancelled_at\": \"2021-12-31T19:00:00-05:00\"", "\"cancelled_at\": null")
                        .replace("\"voided\"", "\"paid\""))
                .expect(200);
        assertThat(classic(merchant, 0))
                .contains(
                        "\"created\":\"2022-01-01 00:00:00\"",
                        "\"total_items\":\"2\"",
                        "\"total\":\"388.00\"",
                        "\"commission_total\":\"38.80\"", // 10 % of the subtotal, which is after the discounts
                        "\"is_test_conversion\":\"TRUE\"",
                        "\"customer\":{\"name\":\"John Smith\",\"email\":\"jon@example.com\"",
                        "\"order_id\":\"1234\"",
                        "\"product names\":\"IPod Nano - 8GB, IPod Nano - 8GB\"");
    }

    @Test
    void a_body_that_was_tampered_with_is_401_and_leaves_nothing() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String order = ShopifyOrders.landing(partner.link());
        String signature = Shop.hmac(order, "hush");
        shop.send(order.replace("130.55", "930.55"), signature).expectProblem(401);
        shop.send(order, Shop.hmac(order, "hash")).expectProblem(401);
        shop.send(order, "").expectProblem(401);
        shop.send(order, signature.substring(1)).expectProblem(401);
        shop.unsigned(order).expectProblem(401);
        shop.at("/in/shopify/nobody").send(order).expectProblem(404);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void create_paid_and_repeats_credit_once_whichever_comes_first() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String created = ShopifyOrders.landing(partner.link());
        String paid = created.replace("\"financial_status\": \"pending\"", "\"financial_status\": \"paid\"")
                .replace("2026-04-30T11:06:07-04:00\",\n  \"user", "2026-04-30T11:07:07-04:00\",\n  \"user");
        assertThat(paid).isNotEqualTo(created);
        shop.send(paid).expect(200);
        shop.send(created).expect(200);
        shop.send(paid).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        assertThat(merchant.rows("shop_order")).isEqualTo(1);
    }

    @Test
    void a_pending_conversion_of_a_cancelled_order_is_denied_and_a_stale_body_does_not_revive_it() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String created = ShopifyOrders.landing(partner.link());
        shop.send(created).expect(200);
        shop.send(ShopifyOrders.later(created)
                        .replace("\"cancelled_at\": null", "\"cancelled_at\": \"2026-05-01T09:00:00-04:00\""))
                .expect(200);
        shop.send(created).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
        assertThat(classic(merchant, 1))
                .contains(
                        "\"status\":\"DENIED\",\"denied_reason_code\":\"ORDER_CANCELLED\"", "\"updated\":\"2026-05-01");
        assertThat(merchant.events("conversion.").get(1).data())
                .contains(
                        "\"changes\":{\"status\":[\"PENDING\",\"DENIED\"],\"denied_reason_code\":[null,\"ORDER_CANCELLED\"]}");
        assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("CANCELLED");
    }

    @Test
    void a_returned_order_denies_what_is_pending_and_takes_back_what_was_approved() {
        Merchant merchant = server.merchant();
        Partner pending = merchant.partner();
        Partner approved =
                merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":0"), "bob", "");
        Shop shop = merchant.shop();
        String first = ShopifyOrders.landing(pending.link());
        String second = ShopifyOrders.landing(approved.link()).replace("820982911946154508", "820982911946154509");
        for (String order : List.of(first, second)) {
            shop.send(order).expect(200);
            shop.send(ShopifyOrders.later(order).replace("\"pending\"", "\"refunded\""))
                    .expect(200);
        }
        assertThat(merchant.topics("conversion."))
                .containsExactly(
                        "conversion.created",
                        "conversion.denied",
                        "conversion.created",
                        "conversion.approved",
                        "conversion.refunded");
        assertThat(classic(merchant, 1)).contains("\"denied_reason_code\":\"ORDER_RETURNED\"");
        assertThat(classic(merchant, 4))
                .contains("\"total\":\"-130.55\",\"commission_total\":\"-10.00\"", "\"status\":\"APPROVED\"");
    }

    @Test
    void an_order_that_arrives_voided_is_kept_and_not_credited() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.landing(partner.link()).replace("\"pending\"", "\"voided\""))
                .expect(200);
        assertThat(merchant.events("conversion.")).isEmpty();
        assertThat(merchant.rows("shop_order")).isEqualTo(1);
    }

    @Test
    void a_link_beats_a_coupon_and_the_loser_learns_why() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner link = merchant.partner(offer, "ada", "");
        Partner coupon = merchant.partner(offer, "bob", ",\"coupon\":\"SPRING\"");
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.landing(link.link())).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.unqualified");
        assertThat(merchant.events("conversion.").get(1).data())
                .contains(
                        "\"status\":\"UNQUALIFIED\"",
                        "\"affiliate\":{\"id\":\"aff_" + coupon.id(),
                        "\"unqualified_reason\":\"OUTRANKED\"",
                        "\"winners\":[{\"affiliate_id\":\"aff_" + link.id());
        merchant.rules(new AttributionRules(true, false, false, false, false));
        shop.send(ShopifyOrders.landing(link.link()).replace("820982911946154508", "11"))
                .expect(200);
        assertThat(merchant.topics("conversion.")).hasSize(3).endsWith("conversion.created");
        assertThat(classic(merchant, 2)).contains("\"affiliate\":{\"id\":\"" + coupon.id(), "\"click\":null");
    }

    @Test
    void an_affiliate_earns_nothing_by_buying_for_themselves() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        shop.send(ShopifyOrders.landing(partner.link()).replace("jane@example.com", "ADA@partners.example"))
                .expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.unqualified");
        assertThat(classic(merchant, 0))
                .contains("\"reason\":\"The customer has the affiliate's own e-mail address.\"");
    }

    @Test
    void links_come_encoded_absolute_or_in_note_attributes_and_customers_may_be_missing() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Shop shop = merchant.shop();
        String encoded = ShopifyOrders.landing("utm_source=x&rfsn=" + partner.id() + "%2E" + partner.code() + "#top");
        String absolute = ORDER.replace("/collections/tea", "https://shop.example/?" + partner.link());
        String noted = ORDER.replace("\"note_attributes\": []", """
                "note_attributes": [{"name": "rfsn", "value": "%d.%s"}]""".formatted(partner.id(), partner.code()));
        String anonymous = absolute.replaceFirst("(?s)\"customer\": \\{.*?\\n  \\},", "\"customer\": null,");
        int id = 100;
        for (String order : List.of(encoded, absolute, noted, anonymous)) {
            shop.send(order.replace("820982911946154508", String.valueOf(id++))).expect(200);
        }
        assertThat(merchant.topics("conversion.")).hasSize(4).containsOnly("conversion.created");
        assertThat(classic(merchant, 3)).contains("\"customer\":{\"name\":\"\",");
        assertThat(classic(merchant, 1)).contains("\"landed_url\":\"https://shop.example/?rfsn=");
    }

    @Test
    void bodies_that_cannot_be_accepted_name_the_field_and_leave_nothing() {
        Merchant merchant = server.merchant();
        Shop shop = merchant.shop();
        refused(shop, ORDER.replace("\"USD\"", "\"ZZZ\""), "currency");
        refused(shop, ORDER.replace("\"currency\": \"USD\"", "\"currency\": null"), "currency");
        refused(shop, ORDER.replace("\"price\": \"40.00\"", "\"price\": \"40.001\""), "line_items[0].price");
        refused(shop, ORDER.replace("\"price\": \"40.00\"", "\"price\": \"-40.00\""), "line_items[0].price");
        refused(shop, ORDER.replace("\"price\": \"40.00\"", "\"price\": {}"), "line_items[0].price");
        refused(shop, ORDER.replace("\"quantity\": 2", "\"quantity\": -2"), "line_items[0].quantity");
        refused(shop, ORDER.replace("\"quantity\": 2", "\"quantity\": \"2\""), "line_items[0].quantity");
        refused(shop, ORDER.replace("\"id\": 820982911946154508", "\"id\": null"), "id");
        refused(shop, ORDER.replace("\"id\": 820982911946154508", "\"id\": 8e99"), "id");
        refused(shop, ORDER.replace("Green tea", "Green\\u0000tea"), "line_items[0].name");
        refused(shop, ORDER.replace("2026-04-30T11:06:07-04:00", "yesterday"), "created_at");
        refused(shop, ORDER.replace("2026-04-30T11:06:07-04:00", "1960-04-30T11:06:07-04:00"), "created_at");
        refused(shop, ORDER.replace("\"test\": false", "\"test\": \"no\""), "test");
        refused(shop, ORDER.replace("\"discount_codes\": [", "\"discount_codes\": [7,"), "discount_codes[0]");
        refused(shop, "{\"topic\":\"app/uninstalled\"}", "line_items");
        shop.send("[]").expectProblem(400);
        shop.send("webhook_id=1").expectProblem(400);
        shop.send("").expectProblem(400);
        shop.send("[".repeat(5000)).expectProblem(400);
        shop.send("\"" + "x".repeat(4 << 20) + "\"").expectProblem(413);
        shop.send("{\"id\": 1, \"note\": \"" + "x".repeat(1 << 20) + "\"}").expectProblem(413);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void an_order_of_a_thousand_lines_with_all_that_shopify_tells_of_each_is_taken() {
        Merchant merchant = server.merchant();
        Shop shop = merchant.shop();
        String note = "x".repeat(3800);
        String lines = IntStream.rangeClosed(1, 1000)
                .mapToObj(id -> """
                        {"id": %d, "name": "Tea", "price": "1.00", "quantity": 1,
                         "properties": [{"name": "note", "value": "%s"}]}""".formatted(id, note))
                .collect(Collectors.joining(","));
        String order = """
                {"id": 1, "order_number": 1, "currency": "USD", "total_price": "1000.00", "subtotal_price": "1000.00",
                 "created_at": "2026-04-30T11:06:07-04:00", "line_items": [%s]}""".formatted(lines);
        assertThat(order.length()).isBetween(3_800_000, 4 << 20);
        shop.send(order).expect(200);
        assertThat(merchant.get("/api/v1/orders")
                        .json()
                        .at("/data/0/total_items")
                        .asInt())
                .isEqualTo(1000);
    }

    @Test
    void refund_messages_are_kept_once() {
        Merchant merchant = server.merchant();
        Shop shop = merchant.shop();
        String refund = """
                {"id":509562969,"order_id":820982911946154508,"created_at":"2026-05-01T10:00:00-04:00","note":null,\
                "refund_line_items":[],"transactions":[{"amount":"10.00","kind":"refund"}],"order_adjustments":[]}""";
        shop.send(refund).expect(200);
        shop.send(refund).expect(200);
        assertThat(merchant.rows("shop_refund")).isEqualTo(1);
    }

    @Test
    void while_a_shop_changes_its_secret_both_fit_and_then_the_new_one_alone() {
        Merchant merchant = server.merchant();
        Shop shop = merchant.shop();
        String source = "/api/v1/sources/" + merchant.get("/api/v1/sources").text("/data/0/id");
        Shop changed = new Shop(shop.calls(), shop.path(), "new");
        changed.send(ORDER).expectProblem(401);
        Answer rotated = merchant.post(source + "/secret/rotate", "{\"secret\":\"new\",\"overlap_hours\":1}")
                .expect(200);
        assertThat(rotated.text("/old_secret_until")).isNotEmpty();
        assertThat(rotated.json().toString()).doesNotContain("hush", "\"new\"");
        changed.send(ORDER).expect(200);
        shop.send(ORDER).expect(200);
        server.bean(JdbcClient.class)
                .sql("update source set old_until = old_until - interval '1 hour' where account_id = ?")
                .param(merchant.account().value())
                .update();
        shop.send(ORDER).expectProblem(401);
        changed.send(ORDER).expect(200);
        merchant.post(source + "/secret/rotate", "{\"secret\":\"newer\",\"overlap_hours\":0}")
                .expect(200);
        changed.send(ORDER).expectProblem(401);
        merchant.post(source + "/secret/rotate", "{\"overlap_hours\":24}")
                .expectProblem(422)
                .names("secret");
        merchant.post(source + "/secret/rotate", "{\"secret\":\"x\",\"overlap_hours\":-1}")
                .expectProblem(422)
                .names("overlap_hours");
        server.merchant().post(source + "/secret/rotate", "{\"secret\":\"x\"}").expectProblem(404);
        assertThat(merchant.patch(source, "{\"name\":\"Tea\"}").expect(200).text("/name"))
                .isEqualTo("Tea");
    }

    @Test
    void a_source_is_made_listed_and_deleted_and_other_kinds_are_not_there_yet() {
        Merchant merchant = server.merchant();
        Shop shop = merchant.shop();
        Answer list = merchant.get("/api/v1/sources").expect(200);
        assertThat(list.text("/data/0/url")).endsWith(shop.path());
        assertThat(list.json().toString()).doesNotContain("hush");
        String id = list.text("/data/0/id");
        server.merchant().delete("/api/v1/sources/" + id).expectProblem(404);
        merchant.delete("/api/v1/sources/" + id).expect(204);
        shop.send(ORDER).expectProblem(404);
        merchant.post("/api/v1/sources", "{\"kind\":\"shopify\"}")
                .expectProblem(422)
                .names("secret");
        merchant.post("/api/v1/sources", "{\"kind\":\"ebay\",\"secret\":\"x\"}")
                .expectProblem(422)
                .names("kind");
    }

    private void refused(Shop shop, String body, String field) {
        shop.send(body).expectProblem(422).names(field);
    }

    private String classic(Merchant merchant, int index) {
        return merchant.events("conversion.").get(index).classic();
    }
}
