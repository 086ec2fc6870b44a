package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** One test per topic: what is done at a real door arrives, signed, at a real receiver. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryTopicTest {
    private static final String STATUS = "/api/v1/conversions/status";

    private FaultyReceiver receiver;
    private LiveServer server;

    @BeforeAll
    void start() {
        receiver = FaultyReceiver.start(Behaviour.OK);
        server = LiveServer.start(Map.of("TRIBUTARY_ALLOW_TARGETS", receiver.url("")));
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void conversion_created_from_a_signed_shopify_order_by_link() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner ada = merchant.partner(offer, "ada", "");
        Hook hook = Hook.onAll(merchant, receiver, "classic");
        Shop shop = merchant.shop();
        String query = ada.link() + "&subid=spring%20sale&creative=banner-7";
        shop.send(ShopifyOrders.landing(query)).expect(200);
        long id = onlyConversion(merchant);
        hook.arrival(1).isClassic("conversion.created", "NEW_CONVERSION", 1, """
                {"id":%d,"created":"2026-04-30 15:06:07","status":"PENDING","denied_reason_code":null,
                 "is_recurring":false,"total_items":"3","total":"130.55","commission_total":"10.00","currency":"USD",
                 "is_test_conversion":"FALSE","payment_status":"UNPAID","updated":null,
                 "affiliate":{"id":"%d","code":"%s","first_name":"ada","last_name":"Partner",
                  "email":"ada@partners.example"},
                 "payment_id":null,"offer":{"id":%d,"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"},
                 "customer":{"name":"Jane Doe","email":"jane@example.com","browser_ip":"203.0.113.44"},
                 "coupon_code":"SPRING","order_id":"1022","subscription_id":null,"reason":null,"notes":null,
                 "product names":"Green tea, Mug",
                 "click":{"created":"2026-04-30 15:06:07","referer":"https://blog.example/tea",
                  "landed_url":"/collections/tea?%s","ip":"203.0.113.44","sub_id":"spring sale",
                  "creative_id":"banner-7"},
                 "source":"SHOPIFY"}""".formatted(
                        id, ada.id(), ada.code(), offer, query));
    }

    @Test
    void conversion_created_from_a_signed_shopify_order_by_coupon() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("FLAT_RATE_PER_ITEM", "2.50", "");
        Partner bob = merchant.partner(offer, "bob", ",\"coupon\":\"spring\"");
        Hook hook = Hook.on(merchant, receiver, "classic", "conversion.created");
        merchant.shop().send(ShopifyOrders.ORDER).expect(200);
        long id = onlyConversion(merchant);
        hook.arrival(1)
                .isClassic("conversion.created", "NEW_CONVERSION", 1, """
                {"id":%d,"created":"2026-04-30 15:06:07","status":"PENDING","denied_reason_code":null,
                 "is_recurring":false,"total_items":"3","total":"130.55","commission_total":"7.50","currency":"USD",
                 "is_test_conversion":"FALSE","payment_status":"UNPAID","updated":null,
                 "affiliate":{"id":"%d","code":"%s","first_name":"bob","last_name":"Partner",
                  "email":"bob@partners.example"},
                 "payment_id":null,"offer":{"id":%d,"name":"Standard","type":"FLAT_RATE","amount":"2.5"},
                 "customer":{"name":"Jane Doe","email":"jane@example.com","browser_ip":"203.0.113.44"},
                 "coupon_code":"SPRING","order_id":"1022","subscription_id":null,"reason":null,"notes":null,
                 "product names":"Green tea, Mug","click":null,"source":"SHOPIFY"}""".formatted(id, bob.id(), bob.code(), offer));
    }

    @Test
    void conversion_approved_by_the_merchant() {
        Merchant merchant = server.merchant();
        Credited credited = credit(merchant);
        Hook hook = Hook.on(merchant, receiver, "classic", "conversion.approved");
        change(merchant, credited, "\"APPROVED\"");
        hook.arrival(1)
                .isClassic(
                        "conversion.approved",
                        "APPROVED_CONVERSION",
                        2,
                        credited.classic("APPROVED", "null", updated(merchant, credited), "null"));
    }

    @Test
    void conversion_denied_by_the_merchant() {
        Merchant merchant = server.merchant();
        Credited credited = credit(merchant);
        Hook hook = Hook.onAll(merchant, receiver, "classic");
        change(merchant, credited, "\"DENIED\",\"denied_reason_code\":\"FRAUD_SUSPECTED\",\"reason\":\"Same card\"");
        hook.arrival(1)
                .isClassic(
                        "conversion.denied",
                        "DENIED_CONVERSION",
                        2,
                        credited.classic(
                                "DENIED", "\"FRAUD_SUSPECTED\"", updated(merchant, credited), "\"Same card\""));
    }

    @Test
    void conversion_unqualified_where_an_affiliate_buys_for_themselves() {
        Merchant merchant = server.merchant();
        Partner ada = merchant.partner();
        Hook standard = Hook.onAll(merchant, receiver, "standard");
        Hook classic = Hook.on(merchant, receiver, "classic", "conversion.unqualified");
        merchant.shop()
                .send(ShopifyOrders.landing(ada.link()).replace("jane@example.com", "ADA@partners.example"))
                .expect(200);
        JsonNode data = standard.arrival(1)
                .isStandard("conversion.unqualified", 1)
                .json()
                .path("data");
        assertThat(data.path("status").asString()).isEqualTo("UNQUALIFIED");
        assertThat(data.path("affiliate").path("id").asString()).isEqualTo("aff_" + ada.id());
        assertThat(data.path("total").asString()).isEqualTo("130.55");
        Arrival same = classic.arrival(1);
        assertThat(same.header("Refersion-Topic")).isEqualTo("UNQUALIFIED_CONVERSION");
        assertThat(same.header("Refersion-Signature")).isNotBlank();
        assertThat(same.header("webhook-id")).isEqualTo(standard.arrival(1).header("webhook-id"));
    }

    @Test
    void conversion_refunded_where_the_shop_gives_the_money_back() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":0");
        Partner ada = merchant.partner(offer, "ada", "");
        Shop shop = merchant.shop();
        Hook hook = Hook.on(merchant, receiver, "standard", "conversion.refunded");
        String order = ShopifyOrders.landing(ada.link());
        shop.send(order).expect(200);
        shop.send(ShopifyOrders.later(order).replace("\"pending\"", "\"refunded\""))
                .expect(200);
        JsonNode data =
                hook.arrival(1).isStandard("conversion.refunded", 1).json().path("data");
        assertThat(data.path("commission_total").asString()).isEqualTo("-10.00");
    }

    @Test
    void affiliate_created_by_api() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Hook hook = Hook.onAll(merchant, receiver, "classic");
        Answer made = zoe(merchant, offer);
        hook.arrival(1).isClassic("affiliate.created", "NEW_AFFILIATE", 1, zoe(made, offer, "PENDING", "Bee 🐝"));
    }

    @Test
    void affiliate_status_changed_in_bulk() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Answer made = zoe(merchant, offer);
        Hook hook = Hook.onAll(merchant, receiver, "classic");
        String bulk = "{\"ids\":[" + made.id() + "],\"status\":\"ACTIVE\"}";
        merchant.post("/api/v1/affiliates/status", bulk).expect(200);
        merchant.post("/api/v1/affiliates/status", bulk).expect(200); // changes nothing, tells nothing
        hook.arrival(1)
                .isClassic(
                        "affiliate.status_changed", "AFFILIATE_STATUS_CHANGE", 2, zoe(made, offer, "ACTIVE", "Bee 🐝"));
        assertThat(merchant.topics("affiliate.")).containsExactly("affiliate.created", "affiliate.status_changed");
    }

    @Test
    void affiliate_details_changed_in_both_formats() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Answer made = zoe(merchant, offer);
        Hook classic = Hook.onAll(merchant, receiver, "classic");
        Hook standard = Hook.onAll(merchant, receiver, "standard");
        merchant.patch("/api/v1/affiliates/" + made.id(), "{\"company\":\"Wasp\",\"status\":\"PENDING\"}")
                .expect(200);
        classic.arrival(1)
                .isClassic(
                        "affiliate.details_changed",
                        "AFFILIATE_DETAILS_CHANGE",
                        2,
                        zoe(made, offer, "PENDING", "Wasp"));
        JsonNode data = standard.arrival(1)
                .isStandard("affiliate.details_changed", 2)
                .json()
                .path("data");
        assertThat(data.path("changes").toString()).isEqualTo("{\"company\":[\"Bee 🐝\",\"Wasp\"]}");
    }

    @Test
    void trigger_created_and_trigger_removed() {
        Merchant merchant = server.merchant();
        Partner ada = merchant.partner();
        Hook all = Hook.onAll(merchant, receiver, "classic");
        Hook removed = Hook.on(merchant, receiver, "classic", "trigger.removed");
        Answer made = merchant.post("/api/v1/affiliates/" + ada.id() + "/triggers", """
                {"type":"EMAIL","trigger":"customer@trigger.com"}""")
                .expect(201);
        String body = """
                {"id":%d,"affiliate_id":"%d","trigger":"CUSTOMER@TRIGGER.COM","type":"EMAIL"}""".formatted(made.id(), ada.id());
        all.arrival(1).isClassic("trigger.created", "NEW_CONVERSION_TRIGGER", 2, body);
        merchant.delete("/api/v1/triggers/" + made.id()).expect(204);
        removed.arrival(1).isClassic("trigger.removed", "REMOVED_CONVERSION_TRIGGER", 3, body);
        assertThat(all.topics()).containsExactly("trigger.created");
    }

    @Test
    void payment_created_when_an_affiliate_is_paid() {
        Merchant merchant = server.merchant();
        Credited credited = credit(merchant);
        change(merchant, credited, "\"APPROVED\"");
        Hook classic = Hook.onAll(merchant, receiver, "classic");
        Hook standard = Hook.onAll(merchant, receiver, "standard");
        Answer draft = merchant.post(
                        "/api/v1/payments", """
                {"affiliate_id":%d,"draft":true}""".formatted(credited.partner().id()))
                .expect(201);
        merchant.post("/api/v1/payments/" + draft.id() + "/void").expect(200); // is never told
        Answer made = merchant.post(
                        "/api/v1/payments", """
                {"affiliate_ids":[%d],"method":"PAYPAL","note":"Grüße 🐝"}""".formatted(credited.partner().id()))
                .expect(201);
        long id = made.json().at("/data/0/id").asLong();
        classic.arrival(1).isClassic("payment.created", "NEW_PAYMENT", 2, """
                {"id":%d,"affiliate_id":"%d","payment_total":"5.00","payment_method":"PAYPAL","currency":"USD",
                 "total_conversions":"1","note":"Grüße 🐝","created":"%s"}""".formatted(
                        id, credited.partner().id(), classicTime(made.text("/data/0/created"))));
        JsonNode data =
                standard.arrival(1).isStandard("payment.created", 2).json().path("data");
        assertThat(data.path("id").asString()).isEqualTo("pay_" + id);
        assertThat(classic.topics()).containsExactly("payment.created");
    }

    @Test
    void a_catcher_receives_too_and_explains_the_signature() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Answer catcher = merchant.post("/api/v1/catchers").expect(201);
        Answer webhook = merchant.post(
                        "/api/v1/webhooks", "{\"url\":\"" + catcher.text("/url") + "\",\"all_topics\":true}")
                .expect(201);
        Answer made = zoe(merchant, offer);
        JsonNode caught = Await.value(Duration.ofSeconds(30), "the request caught", () -> {
            JsonNode data = merchant.get("/api/v1/catchers/" + catcher.text("/id") + "/requests")
                    .expect(200)
                    .json()
                    .path("data");
            return data.isEmpty() ? Optional.empty() : Optional.of(data.path(0));
        });
        assertThat(caught.at("/body").asString())
                .startsWith("{\"id\":" + made.id() + ",")
                .contains("🐝");
        assertThat(caught.at("/headers/Refersion-Topic").asString()).isEqualTo("NEW_AFFILIATE");
        assertThat(caught.at("/signature/valid").asBoolean()).isTrue();
        assertThat(caught.at("/signature/webhook_id").asString()).isEqualTo(webhook.text("/id"));
    }

    /** A conversion that was credited by hand before there was a webhook. */
    private record Credited(long id, Partner partner, long offer, String created) {
        String classic(String status, String code, String updated, String reason) {
            return """
                    {"id":%d,"created":"%s","status":"%s","denied_reason_code":%s,"is_recurring":false,
                     "total_items":"1","total":"50.00","commission_total":"5.00","currency":"USD",
                     "is_test_conversion":"FALSE","payment_status":"UNPAID","updated":"%s",
                     "affiliate":{"id":"%d","code":"%s","first_name":"ada","last_name":"Partner",
                      "email":"ada@partners.example"},
                     "payment_id":null,"offer":{"id":%d,"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"},
                     "customer":{"name":"","email":"","browser_ip":""},"coupon_code":null,"order_id":"fair-3",
                     "subscription_id":null,"reason":%s,"notes":"At the fair","product names":null,"click":null,
                     "source":"MANUAL"}""".formatted(id, created, status, code, updated, partner.id(), partner.code(), offer, reason);
        }
    }

    private static Credited credit(Merchant merchant) {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner ada = merchant.partner(offer, "ada", "");
        Answer made =
                merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50.00","order_reference":"fair-3","notes":"At the fair"}""".formatted(ada.id())).expect(201);
        return new Credited(made.id(), ada, offer, classicTime(made.text("/created")));
    }

    private static void change(Merchant merchant, Credited credited, String status) {
        Answer changed = merchant.post(STATUS, "{\"ids\":[" + credited.id() + "],\"status\":" + status + "}")
                .expect(200);
        assertThat(changed.text("/results/0/result")).isEqualTo("changed");
    }

    private static String updated(Merchant merchant, Credited credited) {
        return classicTime(merchant.get("/api/v1/conversions/" + credited.id()).text("/updated"));
    }

    private static String classicTime(String time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.parse(time));
    }

    private static Answer zoe(Merchant merchant, long offer) {
        return merchant.post("/api/v1/affiliates", """
                {"first_name":"Zoë","last_name":"عمر","email":"zoe@example.com","offer_id":%d,"company":"Bee 🐝",
                 "paypal_email":"pay@example.com","address_1":"1 Road","address_2":"Suite 7","city":"Rome","state":"RM",
                 "zip":"00100","custom_fields":[{"name":"INSTAGRAM HANDLE","value":"Bee_Handle"}]}""".formatted(offer)).expect(201);
    }

    private static String zoe(Answer made, long offer, String status, String company) {
        return """
                {"id":%d,"code":"%s","status":"%s","last_login":"0000-00-00 00:00:00",
                 "last_conversion":"0000-00-00 00:00:00","first_name":"Zoë","last_name":"عمر",
                 "email":"zoe@example.com","paypal_email":"pay@example.com","company":"%s","address_1":"1 Road",
                 "address_2":"Suite 7","city":"Rome","state":"RM","zip":"00100","country":"","phone_number":"",
                 "source":"API","custom_fields":[{"id":"%s","name":"INSTAGRAM HANDLE","value":"Bee_Handle"}],
                 "offer":{"id":"%d","name":"Standard"},"is_marketplace_user":false}""".formatted(made.id(), made.text("/code"), status, company, made.text("/custom_fields/0/id"), offer);
    }

    private static long onlyConversion(Merchant merchant) {
        JsonNode all = merchant.get("/api/v1/conversions").expect(200).json().path("data");
        assertThat(all.size()).isEqualTo(1);
        return all.path(0).path("id").asLong();
    }
}
