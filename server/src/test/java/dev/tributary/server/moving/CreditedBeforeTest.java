package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Orders that were credited elsewhere before their shop was connected. */
@Tag("database")
class CreditedBeforeTest {
    private static final String HISTORY = "id,order_id,created,status,payment_status,payment_id,currency,total,"
            + "commission_total,mechanism,affiliate_id,refund_of,subscription_id\n";

    private final Merchant merchant = SharedServer.server().merchant();
    private final Mover mover = new Mover(merchant);
    private final Partner ada = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");
    private final Partner bob =
            merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "bob", ",\"coupon\":\"SPRING\"");
    private final Shop shop = merchant.shop();

    @BeforeEach
    void history() {
        mover.bring("kind=conversions", HISTORY + row(9000001, "1022", "2026-04-30", ada, ""));
    }

    @Test
    void an_order_whose_conversion_was_moved_in_is_credited_to_nobody_anew_and_its_refunds_reach_that_conversion() {
        String order = shop.send(ShopifyOrders.landing(ada.link())).expect(200).text("/order");
        shop.send(ShopifyOrders.later(ShopifyOrders.landing(ada.link())).replace("\"SPRING\"", "\"SUMMER\""))
                .expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(1);
        assertThat(merchant.topics("conversion.")).isEmpty();

        shop.send("""
                {"id": 7002, "order_id": 820982911946154508, "created_at": "2026-05-01T09:00:00-04:00",
                 "refund_line_items": [], "transactions": [{"id": 3, "amount": "65.28", "kind": "refund"}]}""").expect(200);
        JsonNode conversions = merchant.get("/api/v1/orders/" + order).json().path("conversions");
        assertThat(conversions).hasSize(2);
        assertThat(conversions.get(1).path("refund_of").asLong()).isEqualTo(9000001);
        assertThat(conversions.get(1).path("commission_total").asString()).isEqualTo("-5.00");
    }

    @Test
    void what_history_decided_stands_also_where_another_affiliate_would_be_credited_today() {
        shop.send(ShopifyOrders.ORDER).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(1);
        assertThat(bob.id()).isPositive();
    }

    @Test
    void an_order_of_another_shop_with_the_same_number_and_another_affiliate_is_another_order() {
        mover.bring("kind=conversions", HISTORY + row(9000002, "1023", "2019-01-01", ada, ""));
        String other = ShopifyOrders.ORDER.replace("\"order_number\": 1022", "\"order_number\": 1023");
        shop.send(other).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(3);
    }

    @Test
    void history_with_refunds_or_of_a_subscription_is_left_as_it_is() {
        mover.bring(
                "kind=conversions",
                HISTORY
                        + "9000003,1022,2026-04-30,APPROVED,UNPAID,,USD,-30.00,-3.00,LINK," + ada.id() + ",9000001,\n"
                        + row(9000004, "1024", "2026-04-30", ada, "s-1"));
        for (String message : new String[] {
            ShopifyOrders.landing(ada.link()),
            ShopifyOrders.numbered(ShopifyOrders.landing(ada.link()), 77)
                    .replace("\"order_number\": 1022", "\"order_number\": 1024")
        }) {
            String order = shop.send(message).expect(200).text("/order");
            assertThat(merchant.get("/api/v1/orders/" + order).json().path("conversions"))
                    .isEmpty();
        }
        assertThat(merchant.rows("conversion")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"#1030,1030", "1030,#1030", "#1030,#1030"})
    void a_number_with_a_sign_before_it_is_the_same_number(String past, String told) {
        mover.bring("kind=conversions", HISTORY + row(9000005, past, "2026-04-30", ada, ""));
        shop.send(order(told)).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void an_order_of_the_past_stays_one_though_its_shop_takes_out_of_it_whose_it_was(boolean inOrder) {
        mover.bring("kind=conversions", HISTORY + row(9000009, "1036", "2019-01-01", ada, "s-1"));
        String first = order("1036").replace("\"/collections/tea\"", "\"/collections/tea?" + ada.link() + "\"");
        String later = ShopifyOrders.later(order("1036"));
        String order = shop.send(inOrder ? first : later).expect(200).text("/order");
        shop.send(inOrder ? later : first).expect(200);

        JsonNode credits = merchant.get("/api/v1/orders/" + order).json().path("conversions");
        assertThat(credits)
                .allSatisfy(one -> assertThat(one.path("status").asString()).isEqualTo("DENIED"));
        assertThat(credits).hasSize(inOrder ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "DENIED", "UNQUALIFIED"})
    void what_changes_in_an_order_of_the_past_credits_nobody_anew_whatever_became_of_its_conversion(String status) {
        merchant.trigger(bob, "SKU", "TEA-1");
        mover.bring("kind=conversions", HISTORY + byHand("1031", status));
        shop.send(order("1031")).expect(200);
        shop.send(edited(order("1031"))).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(2);
        assertThat(merchant.topics("conversion.")).isEmpty();
    }

    @Test
    void what_a_late_message_says_of_an_order_of_the_past_credits_nobody_anew() {
        merchant.trigger(bob, "SKU", "TEA-1");
        mover.bring("kind=conversions", HISTORY + byHand("1032", "APPROVED"));
        shop.send(edited(order("1032"))).expect(200);
        shop.send(order("1032")).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2026-04-30,2", "2019-01-01,3"})
    void history_beside_an_order_that_was_credited_here_keeps_it_from_an_edit_s_credit_if_it_is_of_the_same_days(
            String day, int conversions) {
        shop.send(order("1033")).expect(200);
        mover.bring("kind=conversions", HISTORY + row(9000006, "1033", day, ada, ""));
        merchant.trigger(ada, "SKU", "TEA-1");
        shop.send(edited(order("1033"))).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(1 + conversions);
    }

    @Test
    void an_edit_of_an_order_of_the_past_that_was_credited_by_hand_besides_credits_nobody_else() {
        merchant.trigger(bob, "SKU", "TEA-1");
        mover.bring("kind=conversions", HISTORY + row(9000008, "1035", "2026-04-30", ada, "s-1"));
        String order = shop.send(order("1035")).expect(200).text("/order");
        merchant.post("/api/v1/conversions", "{\"affiliate_id\":" + ada.id() + ",\"order_id\":\"" + order + "\"}")
                .expect(201);
        shop.send(edited(order("1035"))).expect(200);
        assertThat(merchant.rows("conversion")).isEqualTo(3);
    }

    @Test
    void an_amount_credited_by_hand_is_no_history_of_the_order_that_it_names() {
        long bonus = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"5","commission_total":"5","order_reference":"1034"}""".formatted(ada.id()))
                .expect(201)
                .id();
        String order = shop.send(order("1034")).expect(200).text("/order");
        shop.send("""
                {"id": 7003, "order_id": 1034, "created_at": "2026-05-01T09:00:00-04:00",
                 "refund_line_items": [], "transactions": [{"id": 4, "amount": "130.55", "kind": "refund"}]}""").expect(200);
        assertThat(merchant.get("/api/v1/orders/" + order).json().path("conversions"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("affiliate_id").asLong()).isEqualTo(bob.id()));
        assertThat(merchant.get("/api/v1/conversions/" + bonus).text("/status")).isEqualTo("PENDING");
    }

    /** The order with another number. */
    private static String order(String number) {
        String digits = number.replace("#", "");
        return ShopifyOrders.numbered(ShopifyOrders.ORDER, Long.parseLong(digits))
                .replace("\"order_number\": 1022", "\"order_number\": \"" + number + "\"");
    }

    /** What it becomes a day later: no coupon of anybody's, and another customer. */
    private static String edited(String order) {
        return ShopifyOrders.later(order)
                .replace("\"SPRING\"", "\"SUMMER\"")
                .replace("jane@example.com", "joan@example.com");
    }

    private String byHand(String order, String status) {
        return "9000007," + order + ",2026-04-30," + status + ",UNPAID,,USD,130.55,10.00,," + bob.id() + ",,\n";
    }

    private static String row(long id, String order, String day, Partner partner, String subscription) {
        return id + "," + order + "," + day + ",APPROVED,PAID,700,USD,130.55,10.00,LINK," + partner.id() + ",,"
                + subscription + "\n";
    }
}
