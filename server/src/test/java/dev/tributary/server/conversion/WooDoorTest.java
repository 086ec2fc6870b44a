package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Orders through WooCommerce's own webhook. The bodies are those of its documentation.
 *
 * @see <a href="https://woocommerce.github.io/woocommerce-rest-api-docs/#orders">Orders</a>
 */
@Tag("database")
class WooDoorTest {
    private static final String PLACED = Signing.message("woocommerce/order-727.json");
    private static final String REFUNDED = Signing.message("woocommerce/order-723.json");

    /** Made up in the form of the Subscriptions extension's: an order's body, and how it renews. */
    private static final String SUBSCRIPTION = PLACED.replace("\"id\": 727,", "\"id\": 733,")
            .replace("\"parent_id\": 0", "\"parent_id\": 727")
            .replace(
                    "\"status\": \"processing\"",
                    "\"status\": \"active\", \"billing_period\": \"month\", \"billing_interval\": \"1\"");

    private static final String JOHN = "john.doe@example.com";

    private final Merchant merchant = SharedServer.server().merchant();
    private final Signing shop = Signing.shop(merchant, "woocommerce");

    @Test
    void the_documented_order_goes_through_unchanged_and_is_credited_by_its_customer() {
        adaHas("EMAIL", JOHN);

        shop.woo(PLACED).expect(200);

        assertThat(merchant.events("conversion.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.classic())
                        .contains(
                                "\"created\":\"2017-03-22 19:28:02\"",
                                "\"total_items\":\"3\"",
                                "\"total\":\"29.35\"",
                                "\"commission_total\":\"1.80\"",
                                "\"customer\":{\"name\":\"John Doe\",\"email\":\"john.doe@example.com\"",
                                "\"order_id\":\"727\"",
                                "\"product names\":\"Woo Single #1, Ship Your Idea – Color: Black, Size: M Test\"",
                                "\"source\":\"WOOCOMMERCE\""));
    }

    @Test
    void the_first_ping_is_an_unsigned_form_and_gets_200() {
        shop.form("webhook_id=15").expect(200);

        shop.form("webhook_id=15&id=727").expectProblem(401);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void a_body_that_was_tampered_with_is_401_and_leaves_nothing() {
        shop.json(PLACED.replace("29.35", "929.35"), "X-WC-Webhook-Signature", "bm9uZQ==")
                .expectProblem(401);
        shop.json(PLACED).expectProblem(401);

        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void refunds_in_the_documented_order_are_taken_back_once() {
        adaHas("EMAIL", "joao.silva@example.com");
        shop.woo(REFUNDED.replaceAll("(?s)\"refunds\": \\[.*?],", "\"refunds\": [],"))
                .expect(200);
        merchant.approveNewest();

        shop.woo(REFUNDED).expect(200);
        shop.woo(REFUNDED).expect(200);

        assertThat(merchant.sum("total")).isEqualByComparingTo("20.00");
        assertThat(merchant.sum("commission_total")).isBetween(new BigDecimal("1.48"), new BigDecimal("1.49"));
        assertThat(merchant.topics("conversion.refunded")).hasSize(1);
        assertThat(merchant.rows("shop_refund")).isEqualTo(2);
    }

    @Test
    void an_order_that_waits_for_its_payment_is_left_and_one_that_is_cancelled_loses_its_conversion() {
        adaHas("EMAIL", JOHN);

        shop.woo(status("pending", 1)).expect(200);
        shop.woo(status("checkout-draft", 1)).expect(200);
        assertThat(merchant.rows("shop_order")).isZero();

        shop.woo(PLACED).expect(200);
        shop.woo(status("pending", 2)).expect(200);
        assertThat(state()).isEqualTo("OPEN");
        shop.woo(status("cancelled", 3)).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void an_order_that_the_stock_timer_cancelled_is_credited_when_its_payment_is_confirmed_after_all() {
        adaHas("EMAIL", JOHN);

        shop.woo(status("pending", 1)).expect(200);
        shop.woo(status("cancelled", 2)).expect(200);
        assertThat(state()).isEqualTo("CANCELLED");
        shop.woo(status("processing", 3)).expect(200);

        assertThat(state()).isEqualTo("OPEN");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
    }

    @Test
    void an_order_that_was_never_paid_is_not_credited_by_an_older_message_that_comes_late() {
        adaHas("EMAIL", JOHN);

        shop.woo(status("cancelled", 2)).expect(200);
        shop.woo(status("pending", 1)).expect(200);

        assertThat(merchant.topics("conversion.")).isEmpty();
    }

    @Test
    void a_payment_that_fails_and_is_tried_again_gives_the_conversion_back() {
        adaHas("EMAIL", JOHN);

        shop.woo(status("on-hold", 1)).expect(200);
        shop.woo(status("failed", 2)).expect(200);
        assertThat(denied()).isEqualTo("ORDER_CANCELLED");
        shop.woo(status("processing", 3)).expect(200);

        assertThat(denied()).isEmpty();
        assertThat(merchant.get("/api/v1/conversions").text("/data/0/status")).isEqualTo("PENDING");
        merchant.approveNewest();
        assertThat(merchant.topics("conversion."))
                .containsExactly("conversion.created", "conversion.denied", "conversion.approved");
    }

    @Test
    void what_a_person_denied_stays_denied_whatever_becomes_of_the_order() {
        adaHas("EMAIL", JOHN);
        shop.woo(status("on-hold", 1)).expect(200);
        String id = merchant.get("/api/v1/conversions").text("/data/0/id");
        merchant.post(
                        "/api/v1/conversions/status",
                        "{\"ids\":[" + id + "],\"status\":\"DENIED\",\"denied_reason_code\":\"ORDER_RETURNED\"}")
                .expect(200);

        shop.woo(status("failed", 2)).expect(200);
        shop.woo(status("processing", 3)).expect(200);

        assertThat(denied()).isEqualTo("ORDER_RETURNED");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void a_denial_says_what_became_of_the_order_last() {
        adaHas("EMAIL", JOHN);
        shop.woo(PLACED).expect(200);

        shop.woo(status("refunded", 1)).expect(200);
        assertThat(denied()).isEqualTo("ORDER_RETURNED");
        shop.woo(status("cancelled", 2)).expect(200);
        shop.woo(status("cancelled", 2)).expect(200);

        assertThat(denied()).isEqualTo("ORDER_CANCELLED");
        assertThat(merchant.events("conversion.denied"))
                .hasSize(2)
                .last()
                .satisfies(event -> assertThat(event.data())
                        .contains("\"changes\":{\"denied_reason_code\":[\"ORDER_RETURNED\",\"ORDER_CANCELLED\"]}"));
    }

    @Test
    void a_renewal_goes_to_the_affiliate_of_the_first_order_when_its_subscription_comes_after_that() {
        renew(true);
    }

    @Test
    void a_renewal_goes_to_the_affiliate_of_the_first_order_when_its_subscription_comes_before_that() {
        renew(false);
    }

    private void renew(boolean orderFirst) {
        Partner ada = merchant.partner();
        String first = linked(PLACED, ada);
        if (orderFirst) {
            shop.woo(first).expect(200);
        }
        shop.woo(SUBSCRIPTION).expect(200);
        shop.woo(SUBSCRIPTION).expect(200);
        if (!orderFirst) {
            assertThat(merchant.rows("shop_order")).isZero();
            shop.woo(first).expect(200);
        }
        shop.woo(linked(status("completed", 1), ada)).expect(200);

        shop.woo(PLACED.replace("\"id\": 727,", "\"id\": 741,")
                        .replace("\"_download_permissions_granted\"", "\"_subscription_renewal\"")
                        .replace("\"value\": \"yes\"", "\"value\": \"733\"")
                        .replace("2017-03-22T", "2017-04-22T"))
                .expect(200);

        assertThat(merchant.rows("shop_order")).isEqualTo(2);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.created");
        Answer listed = merchant.get("/api/v1/conversions").expect(200);
        assertThat(listed.text("/data/0/subscription_id")).isEqualTo("733");
        assertThat(listed.json().at("/data/0/is_recurring").asBoolean()).isTrue();
        assertThat(listed.json().at("/data/0/affiliate/id").asLong()).isEqualTo(ada.id());
        assertThat(listed.text("/data/1/subscription_id")).isEqualTo("733");
        assertThat(listed.json().at("/data/1/is_recurring").asBoolean()).isFalse();
    }

    @Test
    void a_subscription_that_no_order_began_is_answered_and_left() {
        adaHas("EMAIL", JOHN);

        shop.woo(SUBSCRIPTION.replace("\"parent_id\": 727", "\"parent_id\": 0")).expect(200);
        shop.woo(SUBSCRIPTION.replace("\"parent_id\": 727", "\"parent_id\": \"x\""))
                .expectProblem(422);

        assertThat(merchant.rows("shop_order")).isZero();
        assertThat(merchant.rows("shop_subscription")).isZero();
    }

    @Test
    void a_deleted_order_counts_as_cancelled() {
        adaHas("EMAIL", JOHN);
        shop.woo(PLACED).expect(200);

        shop.woo("{\"id\":727}").expect(200);
        shop.woo("{\"id\":728}").expect(200);

        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void an_order_that_comes_after_its_deletion_counts_as_cancelled_and_one_that_is_newer_counts() {
        adaHas("EMAIL", JOHN);
        shop.woo("{\"id\":727}").expect(200);
        shop.woo(PLACED).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");

        shop.woo("{\"id\":741}").expect(200);
        String restored =
                SharedServer.clock().instant().plusSeconds(60).toString().replace("Z", "");
        shop.woo(PLACED.replace("\"id\": 727,", "\"id\": 741,").replace("2017-03-22T19:28:08", restored))
                .expect(200);
        assertThat(merchant.topics("conversion."))
                .containsExactly("conversion.created", "conversion.denied", "conversion.created");
    }

    @Test
    void the_page_that_a_visit_began_with_credits_by_link_and_a_coupon_line_by_coupon() {
        Partner ada = merchant.partner();
        String landed = "https://shop.example/tea/?" + ada.link() + "&subid=nov";

        shop.woo(PLACED.replace(
                                "\"key\": \"_download_permissions_granted\"",
                                "\"key\": \"_wc_order_attribution_session_entry\"")
                        .replace("\"value\": \"yes\"", "\"value\": \"" + landed + "\""))
                .expect(200);

        Answer listed = merchant.get("/api/v1/conversions").expect(200);
        assertThat(listed.text("/data/0/attribution/mechanism")).isEqualTo("LINK");
        assertThat(listed.text("/data/0/click/sub_id")).isEqualTo("nov");
    }

    @Test
    void a_line_whose_price_is_no_whole_number_of_cents_still_adds_up() {
        adaHas("SKU", "BAR3");
        String three = PLACED.replace(
                "\"quantity\": 1,\n      \"tax_class\": \"\",\n      \"subtotal\": \"12.00\",\n      \"subtotal_tax\": \"0.90\",\n      \"total\": \"12.00\"",
                "\"quantity\": 7,\n      \"tax_class\": \"\",\n      \"subtotal\": \"12.00\",\n      \"subtotal_tax\": \"0.90\",\n      \"total\": \"10.00\"");
        assertThat(three).isNotEqualTo(PLACED);

        shop.woo(three).expect(200);

        assertThat(merchant.get("/api/v1/conversions").text("/data/0/commissionable_total"))
                .isEqualTo("10.00");
    }

    @Test
    void what_cant_be_read_is_a_problem_that_names_the_field() {
        for (List<String> spoilt : List.of(
                List.of("\"currency\": \"USD\"", "\"currency\": \"XXX\"", "currency"),
                List.of(
                        "\"date_created_gmt\": \"2017-03-22T19:28:02\"",
                        "\"date_created_gmt\": \"soon\"",
                        "date_created_gmt"),
                List.of("\"quantity\": 2", "\"quantity\": -2", "line_items[0].quantity"),
                List.of("\"total\": \"6.00\"", "\"total\": \"six\"", "line_items[0].total"),
                List.of("\"id\": 727,", "\"id\": \"727\",", "id"))) {
            Answer answer =
                    shop.woo(PLACED.replace(spoilt.get(0), spoilt.get(1))).expectProblem(422);
            assertThat(answer.text("/errors/0/field")).isEqualTo(spoilt.get(2));
        }
        shop.woo("[]").expectProblem(400);
        shop.woo("{").expectProblem(400);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void names_in_six_scripts_survive() {
        adaHas("EMAIL", JOHN);
        List<String> names = List.of("Ελένη", "Дмитрий", "محمد", "नेहा", "山田太郎", "Zoë");
        for (int i = 0; i < names.size(); i++) {
            shop.woo(PLACED.replace("\"id\": 727,", "\"id\": " + (800 + i) + ",")
                            .replace("\"first_name\": \"John\"", "\"first_name\": \"" + names.get(i) + "\""))
                    .expect(200);
        }
        String all = String.join(
                "\n",
                merchant.events("conversion.created").stream()
                        .map(PublishedEvent::classic)
                        .toList());
        assertThat(names).allSatisfy(name -> assertThat(all).contains("\"name\":\"" + name + " Doe\""));
    }

    private void adaHas(String type, String value) {
        merchant.trigger(merchant.partner(), type, value);
    }

    private static String status(String status, int days) {
        return PLACED.replace("\"status\": \"processing\"", "\"status\": \"" + status + "\"")
                .replace(
                        "\"date_modified_gmt\": \"2017-03-22T19:28:08\"",
                        "\"date_modified_gmt\": \"2017-03-2" + (2 + days) + "T20:00:00\"");
    }

    private static String linked(String order, Partner partner) {
        return order.replace("\"_download_permissions_granted\"", "\"rfsn\"")
                .replace("\"value\": \"yes\"", "\"value\": \"" + partner.id() + "." + partner.code() + "\"");
    }

    private String state() {
        return merchant.get("/api/v1/orders").text("/data/0/state");
    }

    private String denied() {
        return merchant.get("/api/v1/conversions")
                .json()
                .at("/data/0/denied_reason_code")
                .asString("");
    }
}
