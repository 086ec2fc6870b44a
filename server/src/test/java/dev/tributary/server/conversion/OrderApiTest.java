package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders through the API's door and the one for shops that come from Refersion. */
@Tag("database")
class OrderApiTest {
    private static final String ORDER = """
            {"cart_id":"cart-1","order_id":"%s","currency_code":"USD","shipping":4.99,"tax":"5.05","discount":10,\
            "discount_code":"SAVE10","is_subscription":true,"subscription_id":"sub_77","created":"2026-04-30T10:00:00Z",\
            "customer":{"first_name":"Jane","last_name":"Doe","email":"jane@example.com","ip_address":"203.0.113.7"},\
            "items":[{"sku":"A-1","name":"Tea","quantity":2,"price":59.99},{"sku":"B-2","name":"Mug","quantity":1,\
            "price":"10.00"}],"test":true}""";

    private static final String SAMPLE_ORDER = """
            {"order_id":"1022","created":"2020-02-14T18:48:42Z","shipping":"20","tax":"10.55",\
            "items":[{"quantity":1,"price":"100"}],"customer":{"first_name":"Jane","last_name":"Doe",\
            "email":"JaneDoe@email.com","ip_address":"11.222.333.44"},"click":{"created":"2019-11-06T18:44:41Z",\
            "landed_url":"https://samplestore.com/?%s"}}""";

    private final LiveServer server = SharedServer.server();

    @Test
    void an_order_with_a_coupon_is_credited_and_told_in_both_formats() {
        Merchant merchant = server.merchant();
        Partner partner =
                merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"save10\"");
        Answer answer = merchant.post("/api/v1/orders", ORDER.formatted("1022")).expect(201);
        assertThat(answer.text("/total")).isEqualTo("130.02");
        assertThat(answer.text("/conversions/0/mechanism")).isEqualTo("COUPON");
        assertThat(answer.text("/conversions/0/status")).isEqualTo("PENDING");
        assertThat(answer.text("/conversions/0/commission_total")).isEqualTo("12.00");
        assertThat(answer.json().at("/conversions/0/affiliate_id").asLong()).isEqualTo(partner.id());

        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created");
        String classic = merchant.events("conversion.").getFirst().classic();
        assertThat(classic)
                .contains(
                        "\"created\":\"2026-04-30 10:00:00\"",
                        "\"is_recurring\":true",
                        "\"total_items\":\"3\"",
                        "\"is_test_conversion\":\"TRUE\"",
                        "\"customer\":{\"name\":\"Jane Doe\",\"email\":\"jane@example.com\",\"browser_ip\":\"203.0.113.7\"}",
                        "\"coupon_code\":\"SAVE10\"",
                        "\"subscription_id\":\"sub_77\"",
                        "\"product names\":\"Tea, Mug\"",
                        "\"click\":null",
                        "\"source\":\"API\"");
        assertThat(merchant.events("conversion.").getFirst().data())
                .contains(
                        "\"commissionable_total\":\"119.98\"",
                        "\"attribution\":{\"mechanism\":\"COUPON\",\"trigger\":\"SAVE10\"",
                        "\"affiliate\":{\"id\":\"aff_" + partner.id() + "\"");
        assertThat(merchant.get("/api/v1/affiliates/" + partner.id()).text("/last_conversion"))
                .as("a test is no conversion to speak of")
                .isEmpty();
    }

    @Test
    void the_sample_of_the_help_article_comes_out_of_the_order_that_it_tells_of() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", ",\"window_days\":101");
        Partner partner = merchant.partner(offer, "ada", "");
        merchant.post("/api/v1/orders", SAMPLE_ORDER.formatted(partner.link())).expect(201);
        String classic = merchant.events("conversion.").getFirst().classic();
        long id = merchant.get("/api/v1/conversions").json().at("/data/0/id").asLong();
        assertThat(classic).isEqualTo("""
                {"id":%d,"created":"2020-02-14 18:48:42","status":"PENDING","denied_reason_code":null,\
                "is_recurring":false,"total_items":"1","total":"130.55","commission_total":"10.00",\
                "currency":"USD","is_test_conversion":"FALSE","payment_status":"UNPAID","updated":null,\
                "affiliate":{"id":"%d","code":"%s","first_name":"ada","last_name":"Partner",\
                "email":"ada@partners.example"},"payment_id":null,\
                "offer":{"id":%d,"name":"Standard","type":"PERCENT_OF_SALE","amount":"10"},\
                "customer":{"name":"Jane Doe","email":"JaneDoe@email.com","browser_ip":"11.222.333.44"},\
                "coupon_code":null,"order_id":"1022","subscription_id":null,"reason":null,"notes":null,\
                "product names":null,"click":{"created":"2019-11-06 18:44:41","referer":null,\
                "landed_url":"https://samplestore.com/?%s","ip":"","sub_id":null,"creative_id":null},\
                "source":"API"}""".formatted(id, partner.id(), partner.code(), offer, partner.link()));
    }

    @Test
    void a_click_older_than_the_offers_window_makes_an_unqualified_conversion() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", ",\"window_days\":100");
        Partner partner = merchant.partner(offer, "ada", "");
        merchant.post("/api/v1/orders", SAMPLE_ORDER.formatted(partner.link())).expect(201);
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.unqualified");
        assertThat(merchant.events("conversion.").getFirst().data())
                .contains("\"unqualified_reason\":\"LATE_CLICK\"", "\"losers\":[{\"affiliate_id\":\"aff_");
    }

    @Test
    void an_offer_that_approves_at_once_tells_of_birth_and_approval() {
        Merchant merchant = server.merchant();
        merchant.partner(
                merchant.offer("FLAT_RATE_PER_ITEM", "2.50", ",\"auto_approve_days\":0"),
                "ada",
                ",\"coupon\":\"SAVE10\"");
        Answer answer = merchant.post("/api/v1/orders", ORDER.formatted("1")).expect(201);
        assertThat(answer.text("/conversions/0/status")).isEqualTo("APPROVED");
        assertThat(answer.text("/conversions/0/commission_total")).isEqualTo("7.50");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.approved");
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"type\":\"FLAT_RATE\",\"amount\":\"2.5\"");
    }

    @Test
    void an_order_that_nobody_claims_is_kept_and_can_be_credited_by_hand() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner(merchant.offer("FLAT_RATE_PER_ORDER", "5", ""), "ada", "");
        Answer answer = merchant.post("/api/v1/orders", ORDER.formatted("77")).expect(201);
        assertThat(answer.json().path("conversions").isEmpty()).isTrue();
        assertThat(merchant.events("conversion.")).isEmpty();
        String wish =
                "{\"affiliate_id\":%d,\"order_id\":\"77\",\"notes\":\"Promised at the fair\"}".formatted(partner.id());
        Answer credited = merchant.post("/api/v1/conversions", wish).expect(201);
        assertThat(credited.text("/commission_total")).isEqualTo("5.00");
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"notes\":\"Promised at the fair\"", "\"order_id\":\"77\"");
        merchant.post("/api/v1/conversions", wish).expectProblem(409);
        assertThat(merchant.events("conversion.")).hasSize(1);
    }

    @Test
    void the_same_order_again_answers_200_with_the_first_result_at_either_door() {
        Merchant merchant = server.merchant();
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SAVE10\"");
        Answer first = merchant.post("/api/v1/orders", ORDER.formatted("5")).expect(201);
        Answer again = merchant.post("/api/v1/orders", ORDER.formatted("5").replace("59.99", "1.00"))
                .expect(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(merchant.track(ORDER.formatted("5")).expect(200).json()).isEqualTo(first.json());
        assertThat(merchant.events("conversion.")).hasSize(1);
        assertThat(merchant.get("/api/v1/orders/" + first.text("/id"))
                        .expect(200)
                        .json())
                .isEqualTo(first.json());
    }

    @Test
    void twenty_simultaneous_posts_of_one_order_make_one_conversion() throws Exception {
        Merchant merchant = server.merchant();
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SAVE10\"");
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> post =
                    () -> merchant.post("/api/v1/orders", ORDER.formatted("6")).status();
            for (Future<Integer> status : threads.invokeAll(java.util.Collections.nCopies(20, post))) {
                statuses.add(status.get());
            }
        }
        assertThat(statuses).containsOnly(200, 201);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(merchant.rows("conversion")).isEqualTo(1);
        assertThat(merchant.events("conversion.")).hasSize(1);
    }

    @Test
    void the_tracker_door_takes_what_refersion_clients_send() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        String body = ORDER.formatted("8").replace("\"test\":true", """
                "unknown_to_us":{"x":1},"auto_credit_affiliate_id":"%d\"""".formatted(partner.id()));
        Answer answer = merchant.with(Scope.TRACKING).track(body).expect(201);
        assertThat(answer.text("/conversions/0/mechanism")).isEqualTo("MANUAL");
        assertThat(answer.json().at("/conversions/0/affiliate_id").asLong()).isEqualTo(partner.id());
        server.stranger().post("/tracker/orders/paid", body).expectProblem(401);
    }

    @Test
    void bad_orders_get_a_problem_that_names_the_field_and_leave_nothing() {
        Merchant merchant = server.merchant();
        String good = ORDER.formatted("9");
        refused(merchant, good.replace("\"quantity\":2", "\"quantity\":0"), "items[0].quantity");
        refused(merchant, good.replace("\"quantity\":2", "\"quantity\":-1"), "items[0].quantity");
        refused(merchant, good.replace("\"quantity\":2", "\"quantity\":1.5"), "items[0].quantity");
        refused(merchant, good.replace("\"quantity\":2", "\"quantity\":\"two\""), "items[0].quantity");
        refused(merchant, good.replace("\"price\":59.99", "\"price\":-1"), "items[0].price");
        refused(merchant, good.replace("\"price\":59.99", "\"price\":59.999"), "items[0].price");
        refused(merchant, good.replace("\"price\":59.99", "\"price\":1e30"), "items[0].price");
        refused(merchant, good.replace("\"price\":59.99", "\"sale\":1"), "items[0].price");
        refused(merchant, good.replace("USD", "XYZ"), "currency_code");
        refused(merchant, good.replace("USD", "JPY"), "items[0].price");
        refused(merchant, good.replace("\"discount\":10", "\"discount\":1000"), "discount");
        refused(merchant, good.replace("\"order_id\":\"9\"", "\"order_id\":\"\""), "order_id");
        refused(merchant, good.replace("\"order_id\":\"9\"", "\"order_id\":9"), "order_id");
        refused(merchant, good.replace("Jane", "Ja\\u0000ne"), "customer.first_name");
        refused(merchant, good.replace("2026-04-30T10:00:00Z", "1969-12-31T23:59:59Z"), "created");
        refused(merchant, good.replace("2026-04-30T10:00:00Z", "2036-04-30T10:00:00Z"), "created");
        refused(merchant, good.replace("\"test\":true", "\"test\":\"yes\""), "test");
        refused(merchant, good.replace("\"test\":true", "\"tset\":true"), "tset");
        refused(merchant, good.replace("\"test\":true", "\"affiliate_id\":424242"), "affiliate_id");
        refused(merchant, "{\"order_id\":\"9\"}", "items");
        refused(merchant, SAMPLE_ORDER.replace("2019-11", "2020-11"), "click.created");
        refused(merchant, SAMPLE_ORDER.replace("landed_url", "landed"), "click.landed_url");
        merchant.post("/api/v1/orders", good.substring(1)).expectProblem(400);
        merchant.post("/api/v1/orders", "[".repeat(100_000)).expectProblem(400);
        merchant.post("/api/v1/orders", "{\"order_id\":\"" + "x".repeat(1 << 20) + "\"}")
                .expectProblem(413);
        merchant.with(Scope.READ).post("/api/v1/orders", good).expectProblem(403);
        merchant.get("/api/v1/orders?cursor=zzz").expectProblem(400);
        merchant.get("/api/v1/orders/ord_00").expectProblem(404);
        assertThat(merchant.rows("shop_order")).isZero();
        assertThat(merchant.events("conversion.")).isEmpty();
    }

    @Test
    void another_accounts_orders_and_affiliates_do_not_exist() {
        Merchant merchant = server.merchant();
        Merchant stranger = server.merchant();
        Partner theirs = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SAVE10\"");
        String id = merchant.post("/api/v1/orders", ORDER.formatted("1"))
                .expect(201)
                .text("/id");
        stranger.get("/api/v1/orders/" + id).expectProblem(404);
        assertThat(stranger.get("/api/v1/orders")
                        .expect(200)
                        .json()
                        .path("data")
                        .isEmpty())
                .isTrue();
        Answer same = stranger.post("/api/v1/orders", ORDER.formatted("1")).expect(201);
        assertThat(same.json().path("conversions").isEmpty()).isTrue();
        stranger.post("/api/v1/conversions", "{\"affiliate_id\":%d,\"total\":\"1\"}".formatted(theirs.id()))
                .expectProblem(422)
                .names("affiliate_id");
    }

    @Test
    void orders_are_listed_newest_first_page_by_page() {
        Merchant merchant = server.merchant();
        for (String id : List.of("1", "2", "3")) {
            merchant.post("/api/v1/orders", ORDER.formatted(id)).expect(201);
        }
        Answer page = merchant.get("/api/v1/orders?limit=2").expect(200);
        assertThat(page.text("/data/0/order_id")).isEqualTo("3");
        Answer rest = merchant.get("/api/v1/orders?limit=2&cursor=" + page.text("/next_cursor"))
                .expect(200);
        assertThat(rest.text("/data/0/order_id")).isEqualTo("1");
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void emoji_and_right_to_left_names_survive() {
        Merchant merchant = server.merchant();
        merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SAVE10\"");
        merchant.post("/api/v1/orders", ORDER.formatted("☕-1").replace("Jane", "שלום 🎉"))
                .expect(201);
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"name\":\"שלום 🎉 Doe\"", "\"order_id\":\"☕-1\"");
    }

    private static void refused(Merchant merchant, String body, String field) {
        merchant.post("/api/v1/orders", body).expectProblem(422).names(field);
    }
}
