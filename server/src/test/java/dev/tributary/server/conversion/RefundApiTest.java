package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refunds and cancellations of shops that use the API, and refunds that race with their orders. */
@Tag("database")
class RefundApiTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Partner partner = merchant.partner();

    @Test
    void refunds_by_piece_amount_and_line_add_up_and_the_last_one_returns_the_order() {
        String order = order("1");
        refund(order, "{\"refund_id\":\"r1\",\"items\":[{\"sku\":\"a\",\"quantity\":1}]}")
                .expect(200);
        Answer again = refund(order, "{\"refund_id\":\"r1\",\"items\":[{\"sku\":\"a\",\"quantity\":1}]}")
                .expect(200);
        assertThat(again.json().path("refunds")).hasSize(1);
        assertThat(again.text("/refunds/0/id")).isEqualTo("r1");
        assertThat(again.text("/refunded_total")).isEqualTo("3.333");
        refund("1", "{\"refund_id\":\"r2\",\"amount\":\"1.000\",\"shipping\":\"1.000\"}")
                .expect(200);
        assertThat(merchant.topics("conversion.")).hasSize(3).endsWith("conversion.refunded");
        refund(order, "{\"refund_id\":\"r3\",\"items\":[{\"line\":1,\"quantity\":2},{\"line\":2,\"quantity\":1}]}")
                .expect(200);
        Answer shown = merchant.get("/api/v1/orders/" + order).expect(200);
        assertThat(shown.text("/state")).isEqualTo("RETURNED");
        assertThat(shown.text("/refunded_total")).isEqualTo(shown.text("/total"));
        assertThat(merchant.get("/api/v1/conversions?status=APPROVED").json().path("data"))
                .isEmpty();
    }

    @Test
    void a_cancelled_order_denies_what_is_pending_once() {
        String order = order("1");
        merchant.post("/api/v1/orders/" + order + "/cancel").expect(200);
        assertThat(merchant.post("/api/v1/orders/" + order + "/cancel")
                        .expect(200)
                        .text("/state"))
                .isEqualTo("CANCELLED");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void what_cannot_be_refunded_names_the_field_and_leaves_nothing() {
        String order = order("1");
        refund(order, "{\"amount\":\"1\"}").expectProblem(422).names("refund_id");
        refund(order, "{\"refund_id\":\"x\"}").expectProblem(422).names("amount");
        refund(order, "{\"refund_id\":\"x\",\"amount\":\"-1\"}")
                .expectProblem(422)
                .names("amount");
        refund(order, "{\"refund_id\":\"x\",\"amount\":\"0.0001\"}")
                .expectProblem(422)
                .names("amount");
        refund(order, "{\"refund_id\":\"x\",\"items\":[{\"sku\":\"Z\",\"quantity\":1}]}")
                .expectProblem(422)
                .names("items[0].sku");
        refund(order, "{\"refund_id\":\"x\",\"items\":[{\"line\":3,\"quantity\":-1}]}")
                .expectProblem(422)
                .names("items[0].line");
        refund("nobody", "{\"refund_id\":\"x\",\"amount\":\"1\"}").expectProblem(404);
        server.merchant()
                .post("/api/v1/orders/" + order + "/refunds", "{\"refund_id\":\"x\",\"amount\":\"1\"}")
                .expectProblem(404);
        merchant.with(Scope.READ).post("/api/v1/orders/" + order + "/cancel").expectProblem(403);
        String shopify = merchant.shop().send(ShopifyOrders.ORDER).expect(200).text("/order");
        merchant.post("/api/v1/orders/" + shopify + "/cancel").expectProblem(409);
        assertThat(merchant.rows("shop_refund")).isZero();
    }

    @Test
    void an_order_and_its_refund_that_arrive_together_do_not_miss_each_other() {
        Shop shop = merchant.shop();
        int pairs = 8;
        for (int i = 0; i < pairs; i++) {
            String number = "900" + i;
            String order = ShopifyOrders.landing(partner.link()).replace("820982911946154508", number);
            String refund = """
                    {"id": 8%s, "order_id": %s, "created_at": "2026-05-01T06:00:00-04:00", "refund_line_items": [],
                     "transactions": [{"amount": "10.00", "kind": "refund"}]}""".formatted(number, number);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> shop.send(order).expect(200)),
                            CompletableFuture.runAsync(() -> shop.send(refund).expect(200)))
                    .join();
        }
        assertThat(merchant.topics("conversion.refunded")).hasSize(pairs);
    }

    private String order(String id) {
        return merchant.post("/api/v1/orders", """
                        {"order_id":"%s","currency_code":"KWD","affiliate_id":%d,"shipping":"1.000","items":[\
                        {"sku":"A","quantity":3,"price":"3.333"},{"sku":"B","quantity":1,"price":"0.005"}]}""".formatted(id, partner.id()))
                .expect(201)
                .text("/id");
    }

    private Answer refund(String order, String body) {
        return merchant.post("/api/v1/orders/" + order + "/refunds", body);
    }
}
