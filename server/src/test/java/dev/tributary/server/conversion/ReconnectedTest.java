package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import dev.tributary.server.testing.Signing;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A shop that was disconnected and is connected anew, as another source. */
@Tag("database")
class ReconnectedTest {
    private static final String REFUND = """
            {"id": 7001, "order_id": 820982911946154508, "created_at": "2026-05-01T08:00:00-04:00",
             "refund_line_items": [{"id": 1, "quantity": 1, "line_item_id": 866550311766439020, "subtotal": 33.33,
               "total_tax": 3.52}], "order_adjustments": [],
             "transactions": [{"id": 2, "amount": "36.85", "kind": "refund", "status": "success"}]}""";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Partner ada = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");

    @Test
    void its_next_message_is_of_the_order_that_is_known_and_a_refund_counts_once() {
        String created = ShopifyOrders.landing(ada.link());
        Shop shop = merchant.shop();
        String order = shop.send(created).expect(200).text("/order");
        shop.send(REFUND).expect(200);
        disconnect();
        Shop again = merchant.shop();
        again.send(REFUND).expect(200);
        again.send(ShopifyOrders.later(created).replace("\"refunds\": []", "\"refunds\": [" + REFUND + "]"))
                .expect(200);

        JsonNode orders = merchant.get("/api/v1/orders").json().path("data");
        assertThat(orders).hasSize(1);
        assertThat(orders.path(0).path("id").asString()).isEqualTo(order);
        assertThat(orders.path(0).path("refunded_total").asString()).isEqualTo("36.85");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
    }

    @Test
    void a_refund_that_comes_before_any_message_about_the_order_finds_it() {
        String checkout = Signing.message("stripe/checkout-session-completed.json")
                .replace("REFERENCE", ada.id() + "_" + ada.code());
        stripe(checkout);
        disconnect();
        stripe(Signing.message("stripe/charge-refunded.json"));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/refunded_total"))
                .isEqualTo("50.00");
    }

    @Test
    void a_shop_that_is_another_one_of_woocommerce_s_may_use_the_same_ids() {
        String order = Signing.message("woocommerce/order-727.json");
        Signing.shop(merchant, "woocommerce").woo(order).expect(200);
        disconnect();
        Signing other = Signing.shop(merchant, "woocommerce");
        other.woo(order.replace("2017-03-22T19:28:02", "2017-03-23T19:28:02")
                        .replace("2017-03-22T19:28:08", "2017-03-23T19:28:08"))
                .expect(200);
        assertThat(merchant.rows("shop_order")).isEqualTo(2);
        disconnect();
        Signing.shop(merchant, "woocommerce").woo(order).expect(200);
        assertThat(merchant.rows("shop_order")).isEqualTo(2);
    }

    private void stripe(String message) {
        Signing.shop(merchant, "stripe")
                .stripe(message, server.bean(InstantSource.class).instant())
                .expect(200);
    }

    private void disconnect() {
        String id = merchant.get("/api/v1/sources").text("/data/0/id");
        merchant.delete("/api/v1/sources/" + id).expect(204);
    }
}
