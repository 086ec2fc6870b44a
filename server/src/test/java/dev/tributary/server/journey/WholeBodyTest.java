package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.Portal;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole classic body of each family of topics with every field that it can have, each filled through the door that
 * fills it: keys, order, types and values. Only {@code payment_id} is not here: a paid conversion is told of where it is
 * moved in.
 */
@Tag("database")
class WholeBodyTest {
    private static final String NOW = "2026-05-01 12:00:00";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");

    @Test
    void of_a_conversion() {
        Partner ada = merchant.partner(offer, "ada", ",\"coupon\":\"spring\"");
        String landed = "https://shop.example/tea?" + ada.link() + "&subid=spring%20sale&creative=banner-7";
        click(landed, "cart-1");
        long id = merchant.post("/api/v1/orders", """
                {"order_id":"1022","cart_id":"cart-1","discount_code":"SPRING","is_subscription":true,"test":true,
                 "subscription_id":"sub_77","customer":{"first_name":"Jane","last_name":"Doe",
                 "email":"jane@example.com","ip_address":"203.0.113.44"},
                 "items":[{"name":"Green tea","quantity":2,"price":"20.00"},{"name":"Mug","quantity":1,"price":"9.50"}]}""")
                .expect(201)
                .json()
                .at("/conversions/0/id")
                .longValue();
        merchant.post("/api/v1/conversions/status", """
                {"ids":[%d],"status":"DENIED","denied_reason_code":"FRAUD_SUSPECTED","reason":"Same card",
                 "notes":"Ask Bob 🐝"}""".formatted(id)).expect(200);
        assertThat(last("conversion.denied"))
                .isEqualTo(compact("""
                {"id":%d,"created":"%s","status":"DENIED","denied_reason_code":"FRAUD_SUSPECTED",
                 "is_recurring":true,"total_items":"3","total":"49.50","commission_total":"4.95","currency":"USD",
                 "is_test_conversion":"TRUE","payment_status":"UNPAID","updated":"%s",
                 "affiliate":{"id":"%d","code":"%s","first_name":"ada","last_name":"Partner",
                  "email":"ada@partners.example"},
                 "payment_id":null,"offer":{"id":%d,"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"},
                 "customer":{"name":"Jane Doe","email":"jane@example.com","browser_ip":"203.0.113.44"},
                 "coupon_code":"SPRING","order_id":"1022","subscription_id":"sub_77","reason":"Same card",
                 "notes":"Ask Bob 🐝","product names":"Green tea, Mug",
                 "click":{"created":"%s","referer":"https://blog.example/post","landed_url":"%s","ip":"127.0.0.1",
                  "sub_id":"spring sale","creative_id":"banner-7"},
                 "source":"API"}""".formatted(id, NOW, NOW, ada.id(), ada.code(), offer, NOW, landed)));
    }

    @Test
    void of_an_affiliate() {
        Answer made = merchant.post("/api/v1/affiliates", """
                {"first_name":"Zoë","last_name":"عمر","email":"zoe@example.com","offer_id":%d,"status":"ACTIVE",
                 "company":"Bee 🐝","paypal_email":"pay@example.com","address_1":"1 Road","address_2":"Suite 7",
                 "city":"Rome","state":"RM","zip":"00100","country":"Italy","phone_number":"+39 06 1",
                 "custom_fields":[{"name":"INSTAGRAM HANDLE","value":"Bee_Handle"}]}""".formatted(offer)).expect(201);
        Portal.of(merchant).enter(made.id());
        merchant.post("/api/v1/orders", """
                {"order_id":"1","affiliate_id":%d,"created":"2026-04-30T10:20:30Z",
                 "items":[{"quantity":1,"price":"10"}]}""".formatted(made.id())).expect(201);
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"DISABLED\"}".formatted(made.id()))
                .expect(200);
        assertThat(last("affiliate.status_changed")).isEqualTo(compact("""
                {"id":%d,"code":"%s","status":"DISABLED","last_login":"%s","last_conversion":"2026-04-30 10:20:30",
                 "first_name":"Zoë","last_name":"عمر","email":"zoe@example.com","paypal_email":"pay@example.com",
                 "company":"Bee 🐝","address_1":"1 Road","address_2":"Suite 7","city":"Rome","state":"RM","zip":"00100",
                 "country":"Italy","phone_number":"+39 06 1","source":"API",
                 "custom_fields":[{"id":"%s","name":"INSTAGRAM HANDLE","value":"Bee_Handle"}],
                 "offer":{"id":"%d","name":"Standard"},"is_marketplace_user":false}""".formatted(
                        made.id(), made.text("/code"), NOW, made.text("/custom_fields/0/id"), offer)));
    }

    @Test
    void of_a_trigger() {
        Partner ada = merchant.partner(offer, "ada", "");
        long id = merchant.post("/api/v1/affiliates/" + ada.id() + "/triggers", """
                {"type":"SKU","trigger":"tea-1"}""")
                .expect(201)
                .id();
        String body = compact("""
                {"id":%d,"affiliate_id":"%d","trigger":"TEA-1","type":"SKU"}""".formatted(id, ada.id()));
        assertThat(last("trigger.created")).isEqualTo(body);
        merchant.delete("/api/v1/triggers/" + id).expect(204);
        assertThat(last("trigger.removed")).isEqualTo(body);
    }

    @Test
    void of_a_payment() {
        Partner ada = merchant.partner(offer, "ada", "");
        long id = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50.00"}""".formatted(ada.id()))
                .expect(201)
                .id();
        merchant.post("/api/v1/conversions/status", "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(id))
                .expect(200);
        long payment = merchant.post("/api/v1/payments", """
                {"affiliate_id":%d,"method":"BANK_TRANSFER","note":"Grüße 🐝"}""".formatted(ada.id()))
                .expect(201)
                .id();
        assertThat(last("payment.created")).isEqualTo(compact("""
                {"id":%d,"affiliate_id":"%d","payment_total":"5.00","payment_method":"BANK_TRANSFER","currency":"USD",
                 "total_conversions":"1","note":"Grüße 🐝","created":"%s"}""".formatted(payment, ada.id(), NOW)));
    }

    private void click(String url, String cart) {
        server.stranger()
                .post(
                        "/t/cart",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "key",
                                        merchant.get("/api/v1/tracking")
                                                .expect(200)
                                                .text("/public_key"),
                                        "id",
                                        "0f0e0d0c-0b0a-4908-8706-050403020100",
                                        "url",
                                        url,
                                        "referrer",
                                        "https://blog.example/post",
                                        "age",
                                        0,
                                        "cart",
                                        cart)))
                .expect(204);
    }

    /** The classic body of the last event of a topic, in which nothing is unknown but what the test says. */
    private String last(String topic) {
        return merchant.events(topic).stream()
                .map(PublishedEvent::classic)
                .toList()
                .getLast();
    }

    private static String compact(String json) {
        JsonNode read = JsonMapper.shared().readTree(json);
        return JsonMapper.shared().writeValueAsString(read);
    }
}
