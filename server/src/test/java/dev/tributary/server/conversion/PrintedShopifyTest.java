package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as Shopify's documentation prints them, byte for byte, and refunds in forms that it prints elsewhere. */
@Tag("database")
class PrintedShopifyTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Shop shop = merchant.shop();

    @ParameterizedTest
    @CsvSource({"2024-01, 388.00, 2", "2024-10, 359.97, 3", "2026-07, 404.95, 5"})
    void the_printed_order_is_kept_and_earns_nothing_since_it_is_voided_and_cancelled(
            String version, String total, int items) {
        customer();
        Answer shown = shown(send(ShopifyOrders.kept("printed/orders-create." + version)));
        assertThat(shown.text("/state")).isEqualTo("CANCELLED");
        assertThat(shown.text("/order_id")).isEqualTo("1234");
        assertThat(shown.text("/created")).isEqualTo("2022-01-01T00:00:00Z");
        assertThat(shown.text("/total")).isEqualTo(total);
        assertThat(shown.json().path("total_items").asInt()).isEqualTo(items);
        assertThat(shown.json().path("test").asBoolean()).isTrue();
        assertThat(shown.json().path("conversions")).isEmpty();
        assertThat(merchant.events("conversion.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-10", "2026-07"})
    void the_printed_refund_of_the_printed_order_changes_nothing_whichever_comes_first(String version) {
        customer();
        String order = ShopifyOrders.kept("printed/orders-create." + version);
        String refund = ShopifyOrders.kept("printed/refunds-create." + version);
        assertThat(shop.send(refund).expect(200).json().has("order")).isFalse();
        Answer shown = shown(send(order));
        shop.send(refund).expect(200);
        assertThat(shown(shown.text("/id")).json()).isEqualTo(shown.json());
        assertThat(shown.text("/state")).isEqualTo("CANCELLED");
        assertThat(shown.text("/refunds/0/amount")).isEqualTo("85.00");
        assertThat(merchant.events("conversion.")).isEmpty();
    }

    /** The order before it was voided; the refund is the printed one: two transactions without a currency. */
    @ParameterizedTest
    @CsvSource({"2024-10, 36.00, -8.27, 3", "2026-07, 40.49, -8.30, 5"})
    void the_printed_refund_takes_back_by_the_money_where_the_lines_would_be_worth_more(
            String version, String commission, String back, int lines) {
        customer();
        String order = send(ShopifyOrders.paid(ShopifyOrders.kept("printed/orders-create." + version)));
        shop.send(ShopifyOrders.kept("printed/refunds-create." + version)).expect(200);
        Answer shown = shown(order);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.text("/refunded_total")).isEqualTo("85.00");
        assertThat(shown.json().at("/refunds/0/items")).hasSize(lines);
        assertThat(shown.text("/conversions/0/commission_total")).isEqualTo(commission);
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo(back);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
        assertThat(merchant.events("conversion.").get(1).classic())
                .contains("\"total\":\"-85.00\",\"commission_total\":\"" + back + "\"", "\"source\":\"SHOPIFY\"");
    }

    @Test
    void the_printed_edit_is_answered_and_left_since_the_order_s_update_tells_what_came_of_it() {
        Answer answer =
                shop.send(ShopifyOrders.kept("printed/orders-edited.2026-07")).expect(200);
        assertThat(answer.text("/ignored")).isNotEmpty();
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void a_refund_of_shipping_alone_takes_back_no_commission() {
        linked();
        String order = order();
        shop.send(refund("""
                [{"id": 1, "order_id": 820982911946154508, "refund_id": 71, "amount": "-5.00", "tax_amount": "0.00",
                  "kind": "shipping_refund", "reason": "Shipping refund"}]""", "", """
                {"id": 2, "amount": "5.00", "kind": "refund", "status": "success", "currency": null}""")).expect(200);
        Answer shown = shown(order);
        assertThat(shown.text("/refunded_total")).isEqualTo("5.00");
        assertThat(shown.text("/conversions/1/total")).isEqualTo("-5.00");
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("0.00");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.refunded");
    }

    /** As of the API version 2024-10; shops were seen to send the older form besides. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", """
            [{"id": 1, "kind": "shipping_refund", "amount": "-5.00", "tax_amount": "0.00"}]"""})
    void a_refund_of_a_shipping_line_alone_takes_back_no_commission(String adjustments) {
        linked();
        String order = send(plain());
        String back = shipping(refund(adjustments, "", money("5.00", "success", "USD")), "5.00", "5.00");
        shop.send(back).expect(200);
        Answer shown = shown(order);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.text("/refunded_total")).isEqualTo("5.00");
        assertThat(shown.text("/conversions/1/total")).isEqualTo("-5.00");
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("0.00");
    }

    @Test
    void a_refunded_shipping_line_without_a_transaction_counts_once() {
        linked();
        String order = send(plain());
        shop.send(shipping(refund("""
                [{"id": 1, "kind": "shipping_refund", "amount": "-5.00", "tax_amount": "0.00"}]""", "", ""), "5.00", "5.00")).expect(200);
        assertThat(shown(order).text("/refunded_total")).isEqualTo("5.00");
        assertThat(shown(order).text("/conversions/1/commission_total")).isEqualTo("0.00");
    }

    @Test
    void the_tax_on_shipping_goes_with_the_shipping() {
        linked();
        String order = order();
        shop.send(shipping(refund("[]", "", money("5.50", "success", "USD")), "5.00", "5.00")
                        .replace("\"tax_lines\": []", "\"tax_lines\": [{\"price\": \"2.00\"}]")
                        .replace("\"discounted_price\": \"5.00\"", "\"discounted_price\": \"20.00\""))
                .expect(200);
        assertThat(shown(order).text("/conversions/1/total")).isEqualTo("-5.50");
        assertThat(shown(order).text("/conversions/1/commission_total")).isEqualTo("0.00");
    }

    /** The order is counted in dollars, the customer paid in yen. */
    @Test
    void what_the_customer_s_bank_got_in_another_currency_is_counted_as_the_shop_counts_it() {
        linked();
        String order = send(plain());
        shop.send(shipping(refund("[]", """
                {"id": 3, "quantity": 1, "line_item_id": 11, "subtotal": 40.0, "total_tax": 0.0,
                 "subtotal_set": {"shop_money": {"amount": "40.00", "currency_code": "USD"},
                   "presentment_money": {"amount": "6000", "currency_code": "JPY"}}}""", money("6750", "success", "JPY")), "5.00", "750"))
                .expect(200);
        Answer shown = shown(order);
        assertThat(shown.text("/state")).isEqualTo("OPEN");
        assertThat(shown.text("/refunded_total")).isEqualTo("45.00");
        assertThat(shown.text("/conversions/1/total")).isEqualTo("-45.00");
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("-4.00");
    }

    @Test
    void an_amount_without_lines_in_the_customer_s_currency_stands_in_the_adjustment() {
        linked();
        String order = send(plain());
        String back = refund("""
                [{"id": 1, "amount": "-21.00", "tax_amount": "0.00", "kind": "refund_discrepancy",
                  "amount_set": {"shop_money": {"amount": "-21.00", "currency_code": "USD"},
                    "presentment_money": {"amount": "-3150", "currency_code": "JPY"}}}]""", "", money("3150", "success", "JPY"));
        send(ShopifyOrders.later(plain())
                .replace("\"refunds\": []", "\"refunds\": [" + back + "]")
                .replace("\"pending\"", "\"partially_refunded\""));
        shop.send(back).expect(200);
        assertThat(shown(order).text("/refunded_total")).isEqualTo("21.00");
        assertThat(shown(order).text("/conversions/1/commission_total")).isEqualTo("-2.00");
    }

    @Test
    void a_line_that_came_back_for_nothing_beside_money_for_nothing_named_takes_back_a_share_of_all() {
        linked();
        String order = order();
        shop.send(refund("[]", """
                {"id": 3, "quantity": 1, "line_item_id": 141249953214522974, "subtotal": 0.0, "total_tax": 0.0,
                 "line_item": {"id": 141249953214522974, "product_id": null, "sku": null}}""", """
                {"id": 2, "amount": "13.06", "kind": "refund", "status": "success", "currency": "USD"}""")).expect(200);
        assertThat(shown(order).text("/conversions/1/commission_total")).isEqualTo("-1.00");
    }

    @Test
    void lines_without_amounts_are_worth_their_share_of_the_order() {
        linked();
        String order = order();
        shop.send(refund("[]", """
                {"id": 3, "quantity": 1, "line_item_id": 866550311766439020, "restock_type": "return"}""", "")).expect(200);
        Answer shown = shown(order);
        assertThat(shown.text("/conversions/1/commission_total")).isEqualTo("-3.34");
        assertThat(shown.text("/refunded_total")).isEqualTo("36.85");
    }

    private void customer() {
        merchant.trigger(merchant.partner(), "EMAIL", "jon@example.com");
    }

    private void linked() {
        merchant.trigger(merchant.partner(), "EMAIL", "jane@example.com");
    }

    private String order() {
        return send(ShopifyOrders.ORDER);
    }

    private String send(String order) {
        return shop.send(order).expect(200).text("/order");
    }

    private Answer shown(String order) {
        return merchant.get("/api/v1/orders/" + order).expect(200);
    }

    /** Goods of 100.00 and shipping of 5.00, without tax. */
    private static String plain() {
        return """
                {"id": 820982911946154508, "order_number": 1022, "currency": "USD", "email": "jane@example.com",
                 "created_at": "2026-04-30T11:06:07-04:00", "updated_at": "2026-04-30T11:06:07-04:00",
                 "financial_status": "pending", "total_price": "105.00", "subtotal_price": "100.00", "total_tax": "0.00",
                 "line_items": [{"id": 11, "name": "Tea", "quantity": 1, "price": "40.00"},
                   {"id": 12, "name": "Pot", "quantity": 1, "price": "60.00"}],
                 "shipping_lines": [{"id": 21, "price": "5.00", "discounted_price": "5.00"}], "refunds": []}""";
    }

    private static String money(String amount, String status, String currency) {
        return """
                {"id": 2, "amount": "%s", "kind": "refund", "status": "%s", "currency": "%s"}""".formatted(amount, status, currency);
    }

    /** With a shipping line as the documentation prints it. */
    private static String shipping(String refund, String amount, String presented) {
        return refund.replace("\"refund_shipping_lines\": [{\"id\": 4}]", """
                "refund_shipping_lines": [{"id": 4, "shipping_line_id": 21,
                  "subtotal_amount_set": {"shop_money": {"amount": "%s", "currency_code": "USD"},
                    "presentment_money": {"amount": "%s", "currency_code": "JPY"}},
                  "shipping_line": {"id": 21, "discounted_price": "5.00", "price": "5.00", "tax_lines": [],
                    "discount_allocations": []}}]""".formatted(amount, presented));
    }

    /** Made up, with all that a refund of the REST documentation has and we read. */
    private static String refund(String adjustments, String lines, String transactions) {
        return """
                {"id": 71, "order_id": 820982911946154508, "created_at": "2026-05-01T06:00:00-04:00",
                 "processed_at": "2026-05-01T06:00:00-04:00", "note": null, "user_id": null, "restock": true,
                 "duties": [], "additional_fees": [], "return": null, "refund_shipping_lines": [{"id": 4}],
                 "order_adjustments": %s, "refund_line_items": [%s], "transactions": [%s]}""".formatted(adjustments, lines, transactions);
    }
}
