package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversions: lists, credit by hand, and status one and in bulk. */
@Tag("database")
class ConversionApiTest {
    private static final String STATUS = "/api/v1/conversions/status";

    private final LiveServer server = SharedServer.server();

    @Test
    void bulk_changes_answer_per_id_and_tell_of_each_change_once() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        List<Long> ids = List.of(credit(merchant, partner), credit(merchant, partner), credit(merchant, partner));
        merchant.post(STATUS, """
                {"ids":[%d],"status":"DENIED"}""".formatted(ids.get(2))).expect(200);
        Answer answer = merchant.post(STATUS, """
                {"ids":[%d,%d,%d,%d,404],"status":"APPROVED"}""".formatted(ids.get(0), ids.get(1), ids.get(0), ids.get(2)))
                .expect(200);
        assertThat(answer.json()
                        .path("results")
                        .valueStream()
                        .map(one -> one.path("result").asString()))
                .containsExactly("changed", "changed", "unchanged", "refused", "refused");
        assertThat(answer.text("/results/3/reason")).contains("DENIED to APPROVED");
        assertThat(answer.json().at("/results/0/reason").isNull()).isTrue();
        assertThat(merchant.topics("conversion."))
                .containsExactly(
                        "conversion.created",
                        "conversion.created",
                        "conversion.created",
                        "conversion.denied",
                        "conversion.approved",
                        "conversion.approved");
        PublishedEvent approved = merchant.events("conversion.").get(4);
        assertThat(approved.subject()).isEqualTo("conversion:" + ids.getFirst());
        assertThat(approved.classic())
                .startsWith("{\"id\":" + ids.getFirst())
                .contains("\"status\":\"APPROVED\"", "\"updated\":\"2026-05-01 12:00:00\"");
        assertThat(approved.data()).contains("\"changes\":{\"status\":[\"PENDING\",\"APPROVED\"]}");
    }

    @Test
    void every_change_of_status_is_answered_as_the_status_machine_says() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        AtomicInteger holders = new AtomicInteger();
        List<String> statuses = List.of("PENDING", "APPROVED", "DENIED", "UNQUALIFIED");
        Map<String, String> answers = Map.of(
                "PENDING", "unchanged changed changed changed",
                "APPROVED", "refused unchanged changed refused",
                "DENIED", "refused refused unchanged refused",
                "UNQUALIFIED", "changed refused refused unchanged",
                "PAID", "refused unchanged refused refused");
        answers.forEach((from, expected) -> {
            List<String> results = new ArrayList<>();
            for (String to : statuses) {
                Partner holder = merchant.partner(offer, "ada" + holders.incrementAndGet(), "");
                long id = credit(merchant, holder);
                stand(merchant, holder, id, from);
                String body = "{\"ids\":[%d],\"status\":\"%s\"}".formatted(id, to);
                String result = merchant.post(STATUS, body).expect(200).text("/results/0/result");
                String stands = merchant.get("/api/v1/conversions/" + id).text("/status");
                assertThat(stands)
                        .as("%s to %s", from, to)
                        .isEqualTo(result.equals("changed") ? to : from.equals("PAID") ? "APPROVED" : from);
                results.add(result);
            }
            assertThat(String.join(" ", results))
                    .as("from %s to %s", from, statuses)
                    .isEqualTo(expected);
        });
    }

    private static void stand(Merchant merchant, Partner holder, long id, String where) {
        String status = where.equals("PAID") ? "APPROVED" : where;
        if (!where.equals("PENDING")) {
            merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"%s\"}".formatted(id, status))
                    .expect(200);
        }
        if (where.equals("PAID")) {
            merchant.post("/api/v1/payments", "{\"affiliate_id\":%d}".formatted(holder.id()))
                    .expect(201);
        }
    }

    @Test
    void a_denial_says_why_in_both_formats() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        long first = credit(merchant, partner);
        long second = credit(merchant, partner);
        merchant.post(STATUS, """
                {"ids":[%d],"status":"DENIED","denied_reason_code":"FRAUD_SUSPECTED","reason":"Same card as last week",\
                "notes":"Ask Ada"}""".formatted(first)).expect(200);
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(second))
                .expect(200);
        assertThat(merchant.events("conversion.").get(2).classic())
                .contains(
                        "\"denied_reason_code\":\"FRAUD_SUSPECTED\"",
                        "\"reason\":\"Same card as last week\",\"notes\":\"Ask Ada\"");
        assertThat(merchant.events("conversion.").get(3).classic())
                .contains("\"denied_reason_code\":\"OTHER\"", "\"reason\":null");
        Answer shown = merchant.get("/api/v1/conversions/" + first).expect(200);
        assertThat(shown.text("/denied_reason_code")).isEqualTo("FRAUD_SUSPECTED");
        assertThat(shown.json().path("id").isNumber()).isTrue();
    }

    @Test
    void an_approved_conversion_can_be_denied_while_it_is_unpaid() {
        Merchant merchant = server.merchant();
        long id = credit(merchant, merchant.partner());
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(id))
                .expect(200);
        Answer answer = merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(id))
                .expect(200);
        assertThat(answer.text("/results/0/result")).isEqualTo("changed");
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("DENIED");
    }

    @Test
    void an_amount_credited_by_hand_earns_by_the_offer_unless_told_otherwise() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        Answer byOffer = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50.00","order_reference":"fair-3","notes":"At the fair"}""".formatted(partner.id()))
                .expect(201);
        assertThat(byOffer.text("/commission_total")).isEqualTo("5.00");
        assertThat(byOffer.text("/source")).isEqualTo("MANUAL");
        assertThat(byOffer.text("/order_id")).isEqualTo("fair-3");
        Answer told = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50","commission_total":"7.77","currency":"EUR"}""".formatted(partner.id()))
                .expect(201);
        assertThat(told.text("/commission_total")).isEqualTo("7.77");
        assertThat(told.text("/currency")).isEqualTo("EUR");
        assertThat(merchant.events("conversion.").getFirst().classic())
                .contains("\"order_id\":\"fair-3\"", "\"notes\":\"At the fair\"", "\"source\":\"MANUAL\"");
    }

    @Test
    void lists_can_be_filtered_and_paged() {
        Merchant merchant = server.merchant();
        Partner ada = merchant.partner();
        Partner bob = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "bob", "");
        long first = credit(merchant, ada);
        long second = credit(merchant, bob);
        long third = credit(merchant, ada);
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(first))
                .expect(200);
        assertThat(ids(merchant, "")).containsExactly(third, second, first);
        assertThat(ids(merchant, "?status=APPROVED")).containsExactly(first);
        assertThat(ids(merchant, "?affiliate=" + bob.id())).containsExactly(second);
        assertThat(ids(merchant, "?since=2026-05-01T12:00:01Z")).isEmpty();
        assertThat(ids(merchant, "?until=2026-05-01T12:00:01Z")).hasSize(3);
        Answer page = merchant.get("/api/v1/conversions?limit=2");
        assertThat(ids(merchant, "?limit=2&cursor=" + page.text("/next_cursor")))
                .containsExactly(first);
    }

    @Test
    void an_unqualified_conversion_can_be_made_pending_by_hand_which_has_no_topic() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SELF\"");
        Answer order = merchant.post("/api/v1/orders", """
                {"order_id":"1","discount_code":"SELF","customer":{"email":"ada@partners.example"},\
                "items":[{"quantity":1,"price":"80"}]}""").expect(201);
        assertThat(order.text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        assertThat(order.text("/conversions/0/commission_total")).isEqualTo("8.00");
        long id = order.json().at("/conversions/0/id").asLong();
        String affiliate = "/api/v1/affiliates/" + partner.id();
        assertThat(merchant.get(affiliate).json().path("last_conversion").isNull())
                .isTrue();
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"PENDING\"}".formatted(id))
                .expect(200);
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("PENDING");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.unqualified");
        assertThat(merchant.get(affiliate).text("/last_conversion"))
                .isEqualTo(merchant.get("/api/v1/conversions/" + id).text("/created"));
    }

    @Test
    void email_and_sku_triggers_earn_too_sku_on_its_own_lines_beside_the_winner() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner email = merchant.partner(offer, "ada", "");
        Partner sku = merchant.partner(offer, "bob", "");
        merchant.trigger(email, "EMAIL", "jane@example.com");
        merchant.trigger(sku, "SKU", "mug-1");
        Answer order = merchant.post("/api/v1/orders", """
                {"order_id":"1","customer":{"email":"Jane@Example.com"},"items":[\
                {"sku":"TEA","quantity":1,"price":"30"},{"sku":"MUG-1","quantity":2,"price":"10"}]}""").expect(201);
        assertThat(order.json().path("conversions").size()).isEqualTo(2);
        assertThat(order.text("/conversions/0/mechanism")).isEqualTo("EMAIL");
        assertThat(order.text("/conversions/0/commission_total")).isEqualTo("5.00");
        assertThat(order.text("/conversions/1/mechanism")).isEqualTo("SKU");
        assertThat(order.text("/conversions/1/commission_total")).isEqualTo("2.00");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.created");
    }

    @Test
    void one_that_is_disqualified_by_hand_is_told_of_with_what_changed() {
        Merchant merchant = server.merchant();
        change(merchant, credit(merchant, merchant.partner()), "UNQUALIFIED");
        assertThat(merchant.events("conversion.unqualified").getFirst().data())
                .contains("\"changes\":{\"status\":[\"PENDING\",\"UNQUALIFIED\"]}");
    }

    @Test
    void bad_wishes_get_a_problem_that_names_the_field() {
        Merchant merchant = server.merchant();
        Partner partner = merchant.partner();
        refused(merchant, STATUS, "{\"ids\":[],\"status\":\"APPROVED\"}", "ids");
        refused(merchant, STATUS, "{\"status\":\"APPROVED\"}", "ids");
        refused(merchant, STATUS, "{\"ids\":[\"x\"],\"status\":\"APPROVED\"}", "ids[0]");
        refused(merchant, STATUS, "{\"ids\":[1],\"status\":\"PAID\"}", "status");
        refused(merchant, STATUS, "{\"ids\":[1]}", "status");
        refused(
                merchant,
                STATUS,
                "{\"ids\":[1],\"status\":\"DENIED\",\"denied_reason_code\":\"MOOD\"}",
                "denied_reason_code");
        refused(
                merchant,
                STATUS,
                "{\"ids\":[1],\"status\":\"APPROVED\",\"denied_reason_code\":\"OTHER\"}",
                "denied_reason_code");
        String path = "/api/v1/conversions";
        refused(merchant, path, "{\"total\":\"1\"}", "affiliate_id");
        refused(merchant, path, "{\"affiliate_id\":%d}".formatted(partner.id()), "total");
        refused(merchant, path, "{\"affiliate_id\":%d,\"total\":\"1.005\"}".formatted(partner.id()), "total");
        refused(merchant, path, "{\"affiliate_id\":%d,\"order_id\":\"none\"}".formatted(partner.id()), "order_id");
        refused(merchant, path, "{\"affiliate_id\":999,\"total\":\"1\"}", "affiliate_id");
        merchant.with(Scope.READ, Scope.TRACKING).post(path, "{}").expectProblem(403);
        merchant.get(path + "?status=GONE").expectProblem(400).names("status");
        merchant.get(path + "?affiliate=x").expectProblem(400).names("affiliate");
        merchant.get(path + "?since=now").expectProblem(400).names("since");
        merchant.get(path + "?limit=0").expectProblem(400).names("limit");
        merchant.get(path + "?cursor=AAAA").expectProblem(400).names("cursor");
        merchant.get(path + "/99999999999999999999").expectProblem(404);
        merchant.get(path + "/abc").expectProblem(404);
        assertThat(merchant.rows("conversion")).isZero();
    }

    private static void refused(Merchant merchant, String path, String json, String field) {
        merchant.post(path, json).expectProblem(422).names(field);
    }

    @Test
    void another_accounts_conversions_do_not_exist() {
        Merchant merchant = server.merchant();
        long id = credit(merchant, merchant.partner());
        Merchant stranger = server.merchant();
        stranger.get("/api/v1/conversions/" + id).expectProblem(404);
        Answer answer = stranger.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(id))
                .expect(200);
        assertThat(answer.text("/results/0/result")).isEqualTo("refused");
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("PENDING");
    }

    private static void change(Merchant merchant, long id, String status) {
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"%s\"}".formatted(id, status))
                .expect(200);
    }

    private static long credit(Merchant merchant, Partner partner) {
        return merchant.post("/api/v1/conversions", "{\"affiliate_id\":%d,\"total\":\"20\"}".formatted(partner.id()))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    private static List<Long> ids(Merchant merchant, String query) {
        return merchant.get("/api/v1/conversions" + query)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(one -> one.path("id").asLong())
                .toList();
    }
}
