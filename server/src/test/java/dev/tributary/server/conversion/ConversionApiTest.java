package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.conversion.Programme.Answer;
import dev.tributary.server.conversion.Programme.Merchant;
import dev.tributary.server.conversion.Programme.Partner;
import dev.tributary.webhooks.event.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Conversions: lists, credit by hand, and status one and in bulk. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversionApiTest {
    private static final String STATUS = "/api/v1/conversions/status";

    private Programme programme;

    @BeforeAll
    void start() {
        programme = new Programme();
    }

    @AfterAll
    void stop() {
        programme.close();
    }

    @Test
    void bulk_changes_answer_per_id_and_tell_of_each_change_once() {
        Merchant merchant = programme.merchant();
        Partner partner = partner(merchant);
        List<Long> ids = List.of(credit(merchant, partner), credit(merchant, partner), credit(merchant, partner));
        merchant.post(STATUS, """
                {"ids":[%d],"status":"DENIED"}""".formatted(ids.get(2))).is(200);
        Answer answer = merchant.post(STATUS, """
                {"ids":[%d,%d,%d,%d,404],"status":"APPROVED"}""".formatted(ids.get(0), ids.get(1), ids.get(0), ids.get(2)))
                .is(200);
        assertThat(answer.json()
                        .path("results")
                        .valueStream()
                        .map(one -> one.path("result").asString()))
                .containsExactly("changed", "changed", "unchanged", "refused", "refused");
        assertThat(answer.text("/results/3/reason")).contains("DENIED to APPROVED");
        assertThat(answer.json().at("/results/0/reason").isNull()).isTrue();
        assertThat(programme.events.topics(merchant))
                .containsExactly(
                        "conversion.created",
                        "conversion.created",
                        "conversion.created",
                        "conversion.denied",
                        "conversion.approved",
                        "conversion.approved");
        NewEvent approved = programme.events.of(merchant).get(4);
        assertThat(approved.subject()).isEqualTo("conversion:" + ids.getFirst());
        assertThat(RecordedEvents.classic(approved))
                .startsWith("{\"id\":" + ids.getFirst())
                .contains("\"status\":\"APPROVED\"", "\"updated\":\"2026-05-01 12:00:00\"");
        assertThat(RecordedEvents.standard(approved)).contains("\"changes\":{\"status\":[\"PENDING\",\"APPROVED\"]}");
    }

    @Test
    void a_denial_says_why_in_both_formats() {
        Merchant merchant = programme.merchant();
        Partner partner = partner(merchant);
        long first = credit(merchant, partner);
        long second = credit(merchant, partner);
        merchant.post(STATUS, """
                {"ids":[%d],"status":"DENIED","denied_reason_code":"FRAUD_SUSPECTED","reason":"Same card as last week",\
                "notes":"Ask Ada"}""".formatted(first)).is(200);
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(second))
                .is(200);
        assertThat(RecordedEvents.classic(programme.events.of(merchant).get(2)))
                .contains(
                        "\"denied_reason_code\":\"FRAUD_SUSPECTED\"",
                        "\"reason\":\"Same card as last week\",\"notes\":\"Ask Ada\"");
        assertThat(RecordedEvents.classic(programme.events.of(merchant).get(3)))
                .contains("\"denied_reason_code\":\"OTHER\"", "\"reason\":null");
        Answer shown = merchant.get("/api/v1/conversions/" + first).is(200);
        assertThat(shown.text("/denied_reason_code")).isEqualTo("FRAUD_SUSPECTED");
        assertThat(shown.json().path("id").isNumber()).isTrue();
    }

    @Test
    void an_approved_conversion_can_be_denied_while_it_is_unpaid() {
        Merchant merchant = programme.merchant();
        long id = credit(merchant, partner(merchant));
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(id))
                .is(200);
        Answer answer = merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(id))
                .is(200);
        assertThat(answer.text("/results/0/result")).isEqualTo("changed");
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("DENIED");
    }

    @Test
    void an_amount_credited_by_hand_earns_by_the_offer_unless_told_otherwise() {
        Merchant merchant = programme.merchant();
        Partner partner = partner(merchant);
        Answer byOffer = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50.00","order_reference":"fair-3","notes":"At the fair"}""".formatted(partner.id()))
                .is(201);
        assertThat(byOffer.text("/commission_total")).isEqualTo("5.00");
        assertThat(byOffer.text("/source")).isEqualTo("MANUAL");
        assertThat(byOffer.text("/order_id")).isEqualTo("fair-3");
        Answer told = merchant.post("/api/v1/conversions", """
                {"affiliate_id":%d,"total":"50","commission_total":"7.77","currency":"EUR"}""".formatted(partner.id()))
                .is(201);
        assertThat(told.text("/commission_total")).isEqualTo("7.77");
        assertThat(told.text("/currency")).isEqualTo("EUR");
        assertThat(RecordedEvents.classic(programme.events.of(merchant).getFirst()))
                .contains("\"order_id\":\"fair-3\"", "\"notes\":\"At the fair\"", "\"source\":\"MANUAL\"");
    }

    @Test
    void lists_can_be_filtered_and_paged() {
        Merchant merchant = programme.merchant();
        Partner ada = partner(merchant);
        Partner bob = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "bob", "");
        long first = credit(merchant, ada);
        long second = credit(merchant, bob);
        long third = credit(merchant, ada);
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"APPROVED\"}".formatted(first))
                .is(200);
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
        Merchant merchant = programme.merchant();
        Partner partner = merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", ",\"coupon\":\"SELF\"");
        Answer order = merchant.post("/api/v1/orders", """
                {"order_id":"1","discount_code":"SELF","customer":{"email":"ada@partners.example"},\
                "items":[{"quantity":1,"price":"80"}]}""").is(201);
        assertThat(order.text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        assertThat(order.text("/conversions/0/commission_total")).isEqualTo("8.00");
        long id = order.json().at("/conversions/0/id").asLong();
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"PENDING\"}".formatted(id))
                .is(200);
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("PENDING");
        assertThat(programme.events.topics(merchant)).containsExactly("conversion.unqualified");
        assertThat(partner.id()).isPositive();
    }

    @Test
    void email_and_sku_triggers_earn_too_sku_on_its_own_lines_beside_the_winner() {
        Merchant merchant = programme.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner email = merchant.partner(offer, "ada", "");
        Partner sku = merchant.partner(offer, "bob", "");
        merchant.post("/api/v1/affiliates/" + email.id() + "/triggers", """
                {"type":"EMAIL","trigger":"jane@example.com"}""").is(201);
        merchant.post("/api/v1/affiliates/" + sku.id() + "/triggers", """
                {"type":"SKU","trigger":"mug-1"}""").is(201);
        Answer order = merchant.post("/api/v1/orders", """
                {"order_id":"1","customer":{"email":"Jane@Example.com"},"items":[\
                {"sku":"TEA","quantity":1,"price":"30"},{"sku":"MUG-1","quantity":2,"price":"10"}]}""").is(201);
        assertThat(order.json().path("conversions").size()).isEqualTo(2);
        assertThat(order.text("/conversions/0/mechanism")).isEqualTo("EMAIL");
        assertThat(order.text("/conversions/0/commission_total")).isEqualTo("5.00");
        assertThat(order.text("/conversions/1/mechanism")).isEqualTo("SKU");
        assertThat(order.text("/conversions/1/commission_total")).isEqualTo("2.00");
        assertThat(programme.events.topics(merchant)).containsExactly("conversion.created", "conversion.created");
    }

    @Test
    void an_offer_can_approve_by_itself_after_some_days() {
        Merchant merchant = programme.merchant();
        Partner partner =
                merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":3"), "ada", "");
        long kept = credit(merchant, partner);
        long denied = credit(merchant, partner);
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(denied))
                .is(200);
        ApproveRipe ripe = programme.bean(ApproveRipe.class);
        programme.clock.advance(Duration.ofDays(3).minusSeconds(1));
        assertThat(ripe.step()).isZero();
        programme.clock.advance(Duration.ofSeconds(1));
        assertThat(ripe.step()).isEqualTo(1);
        assertThat(ripe.step()).isZero();
        assertThat(merchant.get("/api/v1/conversions/" + kept).text("/status")).isEqualTo("APPROVED");
        assertThat(programme.events.topics(merchant)).endsWith("conversion.approved");
        programme.clock.set(Instant.parse(Programme.NOW));
    }

    @Test
    void bad_wishes_get_a_problem_that_names_the_field() {
        Merchant merchant = programme.merchant();
        Partner partner = partner(merchant);
        merchant.post(STATUS, "{\"ids\":[],\"status\":\"APPROVED\"}")
                .isProblem(422)
                .names("ids");
        merchant.post(STATUS, "{\"status\":\"APPROVED\"}").isProblem(422).names("ids");
        merchant.post(STATUS, "{\"ids\":[\"x\"],\"status\":\"APPROVED\"}")
                .isProblem(422)
                .names("ids[0]");
        merchant.post(STATUS, "{\"ids\":[1],\"status\":\"PAID\"}")
                .isProblem(422)
                .names("status");
        merchant.post(STATUS, "{\"ids\":[1]}").isProblem(422).names("status");
        merchant.post(STATUS, "{\"ids\":[1],\"status\":\"DENIED\",\"denied_reason_code\":\"MOOD\"}")
                .isProblem(422)
                .names("denied_reason_code");
        merchant.post(STATUS, "{\"ids\":[1],\"status\":\"APPROVED\",\"denied_reason_code\":\"OTHER\"}")
                .isProblem(422)
                .names("denied_reason_code");
        String path = "/api/v1/conversions";
        merchant.post(path, "{\"total\":\"1\"}").isProblem(422).names("affiliate_id");
        merchant.post(path, "{\"affiliate_id\":%d}".formatted(partner.id()))
                .isProblem(422)
                .names("total");
        merchant.post(path, "{\"affiliate_id\":%d,\"total\":\"1.005\"}".formatted(partner.id()))
                .isProblem(422)
                .names("total");
        merchant.post(path, "{\"affiliate_id\":%d,\"order_id\":\"none\"}".formatted(partner.id()))
                .isProblem(422)
                .names("order_id");
        merchant.post(path, "{\"affiliate_id\":999,\"total\":\"1\"}")
                .isProblem(422)
                .names("affiliate_id");
        merchant.with(Scope.READ, Scope.TRACKING).post(path, "{}").isProblem(403);
        merchant.get(path + "?status=GONE").isProblem(400).names("status");
        merchant.get(path + "?affiliate=x").isProblem(400).names("affiliate");
        merchant.get(path + "?since=now").isProblem(400).names("since");
        merchant.get(path + "?limit=0").isProblem(400).names("limit");
        merchant.get(path + "?cursor=AAAA").isProblem(400).names("cursor");
        merchant.get(path + "/99999999999999999999").isProblem(404);
        merchant.get(path + "/abc").isProblem(404);
        assertThat(programme.count("conversion", merchant)).isZero();
    }

    @Test
    void another_accounts_conversions_do_not_exist() {
        Merchant merchant = programme.merchant();
        long id = credit(merchant, partner(merchant));
        Merchant stranger = programme.merchant();
        stranger.get("/api/v1/conversions/" + id).isProblem(404);
        Answer answer = stranger.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(id))
                .is(200);
        assertThat(answer.text("/results/0/result")).isEqualTo("refused");
        assertThat(merchant.get("/api/v1/conversions/" + id).text("/status")).isEqualTo("PENDING");
    }

    private static Partner partner(Merchant merchant) {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");
    }

    private static long credit(Merchant merchant, Partner partner) {
        return merchant.post("/api/v1/conversions", "{\"affiliate_id\":%d,\"total\":\"20\"}".formatted(partner.id()))
                .is(201)
                .json()
                .path("id")
                .asLong();
    }

    private static List<Long> ids(Merchant merchant, String query) {
        return merchant.get("/api/v1/conversions" + query)
                .is(200)
                .json()
                .path("data")
                .valueStream()
                .map(one -> one.path("id").asLong())
                .toList();
    }
}
