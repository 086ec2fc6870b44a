package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
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

    private final LiveServer server = SharedServer.server();

    @Test
    void the_documented_order_goes_through_unchanged_and_is_credited_by_its_customer() {
        Merchant merchant = server.merchant();
        holding(merchant, "EMAIL", "john.doe@example.com");

        Signing.shop(merchant, "woocommerce").woo(PLACED).expect(200);

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
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "woocommerce");

        shop.form("webhook_id=15").expect(200);

        shop.form("webhook_id=15&id=727").expectProblem(401);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void a_body_that_was_tampered_with_is_401_and_leaves_nothing() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "woocommerce");

        shop.json(PLACED.replace("29.35", "929.35"), "X-WC-Webhook-Signature", "bm9uZQ==")
                .expectProblem(401);
        shop.json(PLACED).expectProblem(401);

        assertThat(merchant.rows("shop_order")).isZero();
    }

    @Test
    void refunds_in_the_documented_order_are_taken_back_once() {
        Merchant merchant = server.merchant();
        holding(merchant, "EMAIL", "joao.silva@example.com");
        Signing shop = Signing.shop(merchant, "woocommerce");
        shop.woo(REFUNDED.replaceAll("(?s)\"refunds\": \\[.*?],", "\"refunds\": [],"))
                .expect(200);
        approveAll(merchant);

        shop.woo(REFUNDED).expect(200);
        shop.woo(REFUNDED).expect(200);

        assertThat(sum(merchant, "total")).isEqualByComparingTo("20.00");
        assertThat(sum(merchant, "commission_total")).isBetween(new BigDecimal("1.48"), new BigDecimal("1.49"));
        assertThat(merchant.topics("conversion.refunded")).hasSize(1);
        assertThat(merchant.rows("shop_refund")).isEqualTo(2);
    }

    @Test
    void an_order_that_was_never_paid_is_left_and_one_that_is_cancelled_loses_its_conversion() {
        Merchant merchant = server.merchant();
        holding(merchant, "EMAIL", "john.doe@example.com");
        Signing shop = Signing.shop(merchant, "woocommerce");

        shop.woo(status("pending")).expect(200);
        shop.woo(status("failed")).expect(200);
        assertThat(merchant.rows("shop_order")).isZero();

        shop.woo(PLACED).expect(200);
        shop.woo(status("cancelled")).expect(200);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void a_deleted_order_counts_as_cancelled() {
        Merchant merchant = server.merchant();
        holding(merchant, "EMAIL", "john.doe@example.com");
        Signing shop = Signing.shop(merchant, "woocommerce");
        shop.woo(PLACED).expect(200);

        shop.woo("{\"id\":727}").expect(200);
        shop.woo("{\"id\":728}").expect(200);

        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void the_page_that_a_visit_began_with_credits_by_link_and_a_coupon_line_by_coupon() {
        Merchant merchant = server.merchant();
        Partner ada = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");
        Signing shop = Signing.shop(merchant, "woocommerce");
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
        Merchant merchant = server.merchant();
        holding(merchant, "SKU", "BAR3");
        Signing shop = Signing.shop(merchant, "woocommerce");
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
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "woocommerce");
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
        Merchant merchant = server.merchant();
        holding(merchant, "EMAIL", "john.doe@example.com");
        Signing shop = Signing.shop(merchant, "woocommerce");
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

    private static void holding(Merchant merchant, String type, String value) {
        Partner partner = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");
        merchant.post(
                        "/api/v1/affiliates/" + partner.id() + "/triggers",
                        "{\"type\":\"" + type + "\",\"trigger\":\"" + value + "\"}")
                .expect(201);
    }

    private static void approveAll(Merchant merchant) {
        String id = merchant.get("/api/v1/conversions").text("/data/0/id");
        merchant.post("/api/v1/conversions/status", "{\"ids\":[" + id + "],\"status\":\"APPROVED\"}")
                .expect(200);
    }

    private static BigDecimal sum(Merchant merchant, String field) {
        return merchant.get("/api/v1/conversions")
                .json()
                .path("data")
                .valueStream()
                .map(conversion -> new BigDecimal(conversion.path(field).asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String status(String status) {
        return PLACED.replace("\"status\": \"processing\"", "\"status\": \"" + status + "\"")
                .replace(
                        "\"date_modified_gmt\": \"2017-03-22T19:28:08\"",
                        "\"date_modified_gmt\": \"2017-03-23T00:00:00\"");
    }
}
