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

    private static final String WOO = Signing.message("woocommerce/order-727.json");

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
    void a_refund_finds_the_subscription_whose_payment_was_told_before_the_shop_was_connected_anew() {
        Signing before = Signing.shop(merchant, "stripe");
        stripe(before, began(ada));
        stripe(
                before,
                Signing.message("stripe/invoice-payment-paid.json")
                        .replace("in_1MtHbELkdIwHu7ixl4OzzPMv", "in_first")
                        .replace("pi_3MtHbELkdIwHu7ix00000002", "pi_3MtwBwLkdIwHu7ix28a3tqPa"));
        disconnect();
        stripe(Signing.message("stripe/charge-refunded.json"));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/refunded_total"))
                .isEqualTo("50.00");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
    }

    @Test
    void an_older_sum_that_is_told_once_more_does_not_take_the_place_of_what_was_told_before() {
        Signing before = Signing.shop(merchant, "stripe");
        String refund = Signing.message("stripe/charge-refunded.json");
        stripe(
                before,
                Signing.message("stripe/checkout-session-completed.json")
                        .replace("REFERENCE", ada.id() + "_" + ada.code()));
        stripe(before, refund);
        disconnect();
        stripe(refund.replace("\"amount_refunded\": 5000", "\"amount_refunded\": 1000"));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/refunded_total"))
                .isEqualTo("50.00");
    }

    @Test
    void a_shop_that_is_another_one_of_woocommerce_s_may_use_the_same_ids() {
        Signing.shop(merchant, "woocommerce").woo(WOO).expect(200);
        disconnect();
        Signing other = Signing.shop(merchant, "woocommerce");
        other.woo(WOO.replace("2017-03-22T19:28:02", "2017-03-23T19:28:02")
                        .replace("2017-03-22T19:28:08", "2017-03-23T19:28:08"))
                .expect(200);
        assertThat(merchant.rows("shop_order")).isEqualTo(2);
        disconnect();
        Signing.shop(merchant, "woocommerce").woo(WOO).expect(200);
        assertThat(merchant.rows("shop_order")).isEqualTo(2);
    }

    @Test
    void a_subscription_renews_within_its_limit_also_once_its_shop_is_connected_anew() {
        stripe(began(merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"renewal_limit\":1"), "eve", "")));
        Signing other = Signing.shop(merchant, "stripe");
        stripe(other, invoice(1));
        disconnect();
        stripe(other, invoice(2));
        stripe(other, invoice(3));

        JsonNode listed = merchant.get("/api/v1/conversions").json().path("data");
        assertThat(listed)
                .extracting(one -> one.path("order_id").asString() + " "
                        + one.path("status").asString())
                .containsExactly("0759376C-3 UNQUALIFIED", "0759376C-2 PENDING", "in_first PENDING");
        assertThat(listed.path(1).at("/attribution/renewal_of"))
                .isEqualTo(listed.path(2).path("id"));
    }

    @Test
    void a_renewal_that_came_before_its_first_order_is_credited_though_its_shop_was_connected_anew_between_them() {
        stripe(invoice(1));
        disconnect();
        stripe(began(ada));

        assertThat(merchant.get("/api/v1/conversions").json().path("data"))
                .extracting(one -> one.path("order_id").asString())
                .containsExactly("0759376C-1", "in_first");
    }

    @Test
    void a_renewal_of_woocommerce_s_is_known_by_its_customer_or_by_what_its_shop_says_that_it_began_with() {
        String john = "john.doe@example.com";
        Signing before = Signing.shop(merchant, "woocommerce");
        before.woo(meta(WOO, "rfsn", ada.id() + "." + ada.code())).expect(200);
        before.woo(subscription(727)).expect(200);
        disconnect();
        Signing shop = Signing.shop(merchant, "woocommerce");
        assertThat(credits(shop, renewal(741, john))).isEqualTo(1);
        assertThat(credits(shop, renewal(742, "new@example.com"))).isZero();
        shop.woo(subscription(727)).expect(200);
        assertThat(credits(shop, renewal(743, "new@example.com"))).isEqualTo(1);
        shop.woo(subscription(800)).expect(200);
        assertThat(credits(shop, renewal(744, john))).isZero();
        shop.woo(subscription(727)).expect(200);
        shop.woo(WOO.replace("2017-03-22T19", "2017-03-23T19")).expect(200);
        assertThat(credits(shop, renewal(745, john))).isZero();
    }

    @Test
    void a_subscription_of_which_only_the_shop_connected_anew_tells_goes_back_to_the_order_that_the_old_one_told() {
        Signing.shop(merchant, "woocommerce")
                .woo(meta(WOO, "rfsn", ada.id() + "." + ada.code()))
                .expect(200);
        disconnect();
        Signing shop = Signing.shop(merchant, "woocommerce");
        shop.woo(subscription(727, "jane@example.com", "2017-03-22T19:28:09")).expect(200);
        shop.woo(subscription(727, "John.Doe@example.com", "2017-03-25T19:28:09"))
                .expect(200);
        assertThat(credits(shop, renewal(741, "john.doe@example.com"))).isZero();
        shop.woo(subscription(727, "John.Doe@example.com", "2017-03-22T19:28:09"))
                .expect(200);
        assertThat(credits(shop, renewal(742, "john.doe@example.com"))).isEqualTo(1);
        assertThat(merchant.rows("conversion"))
                .as("the first and both renewals")
                .isEqualTo(3);
    }

    private long credits(Signing shop, String message) {
        String order = shop.woo(message).expect(200).text("/order");
        return merchant.get("/api/v1/orders/" + order)
                .json()
                .path("conversions")
                .size();
    }

    private static String renewal(int id, String customer) {
        return meta(WOO, "_subscription_renewal", "733")
                .replace("\"id\": 727,", "\"id\": " + id + ",")
                .replace("john.doe@example.com", customer)
                .replace("2017-03-22T", "2017-04-22T");
    }

    private static String subscription(int first) {
        return "{\"id\": 733, \"parent_id\": " + first + ", \"billing_period\": \"month\", \"status\": \"active\"}";
    }

    private static String subscription(int first, String customer, String created) {
        return subscription(first)
                .replaceFirst(
                        "}$",
                        ", \"date_created_gmt\": \"" + created + "\", \"billing\": {\"email\": \"" + customer + "\"}}");
    }

    private static String meta(String order, String key, String value) {
        return order.replace("\"_download_permissions_granted\"", "\"" + key + "\"")
                .replace("\"value\": \"yes\"", "\"value\": \"" + value + "\"");
    }

    private static String began(Partner partner) {
        return Signing.message("stripe/checkout-session-completed.json")
                .replace("REFERENCE", partner.id() + "_" + partner.code())
                .replace("\"invoice\": null", "\"invoice\": \"in_first\"")
                .replace("\"subscription\": null", "\"subscription\": \"sub_1MowQVLkdIwHu7ixeRlqHVzs\"")
                .replace("\"pi_3MtwBwLkdIwHu7ix28a3tqPa\"", "null");
    }

    private static String invoice(int number) {
        return Signing.message("stripe/invoice-paid.json")
                .replace("in_1MtHbELkdIwHu7ixl4OzzPMv", "in_" + number)
                .replace("0759376C-0002", "0759376C-" + number)
                .replace("1777629600", String.valueOf(1777629600 + number));
    }

    private void stripe(String message) {
        stripe(Signing.shop(merchant, "stripe"), message);
    }

    private void stripe(Signing shop, String message) {
        shop.stripe(message, server.bean(InstantSource.class).instant()).expect(200);
    }

    private void disconnect() {
        String id = merchant.get("/api/v1/sources").text("/data/0/id");
        merchant.delete("/api/v1/sources/" + id).expect(204);
    }
}
