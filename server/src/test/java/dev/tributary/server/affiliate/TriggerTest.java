package dev.tributary.server.affiliate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.PublishedEvent;
import dev.tributary.server.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
class TriggerTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant owner = server.merchant();
    private final Calls calls = owner.calls();
    private long affiliate;
    private long rival;

    @BeforeEach
    void make_two_affiliates() {
        long offer = calls.post("/api/v1/offers", "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}")
                .id();
        String body = "{\"first_name\":\"Ann\",\"email\":\"ann@example.com\",\"offer_id\":" + offer + "}";
        affiliate = calls.post("/api/v1/affiliates", body).expect(201).id();
        rival = calls.post("/api/v1/affiliates", body).expect(201).id();
    }

    @Test
    void a_trigger_is_kept_upper_cased_and_told_of() {
        Answer made = add(affiliate, "EMAIL", "customer@trigger.com").expect(201);
        assertThat(made.json().path("trigger").stringValue()).isEqualTo("CUSTOMER@TRIGGER.COM");
        PublishedEvent event = last();
        assertThat(event.topic()).isEqualTo(TriggerTopics.CREATED);
        assertThat(event.subject()).isEqualTo("affiliate:" + affiliate);
        JsonNode classic = JsonMapper.shared().readTree(event.classic());
        assertThat(classic.path("id").longValue()).isEqualTo(made.id());
        assertThat(classic.path("affiliate_id").stringValue()).isEqualTo(String.valueOf(affiliate));
        assertThat(calls.get("/api/v1/affiliates/" + affiliate + "/triggers")
                        .json()
                        .path("data")
                        .get(0))
                .isEqualTo(made.json());
    }

    @Test
    void a_taken_trigger_names_its_holder() {
        add(affiliate, "COUPON", "SAVE10").expect(201);
        String code =
                calls.get("/api/v1/affiliates/" + affiliate).json().path("code").stringValue();
        String detail = add(rival, "COUPON", "save10")
                .expectProblem(409)
                .json()
                .path("detail")
                .stringValue();
        assertThat(detail).contains(String.valueOf(affiliate)).contains(code);
        add(rival, "SKU", "Save10").expectProblem(409);
        assertThat(server.rows("conversion_trigger", owner.account())).isEqualTo(1);
    }

    @Test
    void another_account_may_have_the_same_trigger() {
        add(affiliate, "COUPON", "SAVE10").expect(201);
        Calls other = server.merchant().calls();
        long offer = other.post("/api/v1/offers", "{\"name\":\"A\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"10\"}")
                .id();
        other.post(
                        "/api/v1/affiliates",
                        "{\"first_name\":\"B\",\"email\":\"b@example.com\",\"coupon\":\"SAVE10\",\"offer_id\":" + offer
                                + "}")
                .expect(201);
    }

    @Test
    void a_removed_trigger_is_told_of_and_free_again() {
        long id = add(affiliate, "SKU", "abc-1").id();
        server.merchant().calls().delete("/api/v1/triggers/" + id).expectProblem(404);
        calls.delete("/api/v1/triggers/" + id).expect(204);
        assertThat(last().topic()).isEqualTo(TriggerTopics.REMOVED);
        calls.delete("/api/v1/triggers/" + id).expectProblem(404);
        add(rival, "COUPON", "ABC-1").expect(201);
    }

    @Test
    void orders_find_the_holder_in_whatever_case() {
        add(affiliate, "COUPON", "straße").expect(201);
        Affiliates affiliates = server.bean(Affiliates.class);
        assertThat(affiliates.byCoupon(owner.account(), "STRASSE"))
                .map(Affiliate::number)
                .contains(affiliate);
        assertThat(affiliates.bySku(owner.account(), "STRASSE")).isEmpty();
        assertThat(affiliates.byCoupon(owner.account(), "\0")).isEmpty();
    }

    @Test
    void of_two_who_want_the_same_at_once_one_gets_it() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<Integer>> both = List.of(() -> race(start, affiliate), () -> race(start, rival));
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(both)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(201, 409);
        assertThat(server.rows("conversion_trigger", owner.account())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"COUPON\"} | trigger",
                "{\"type\":\"COUPON\",\"trigger\":\"  \"} | trigger",
                "{\"type\":\"COUPON\",\"trigger\":7} | trigger",
                "{\"type\":\"COUPON\",\"trigger\":\"a\\u0000b\"} | trigger",
                "{\"type\":\"EMAIL\",\"trigger\":\"nobody\"} | trigger",
                "{\"type\":\"LINK\",\"trigger\":\"A\"} | type",
                "{\"trigger\":\"A\"} | type",
                "{\"type\":\"SKU\",\"trigger\":\"A\",\"x\":null} | x",
            })
    void what_can_not_be_a_trigger_is_refused_and_named(String body, String field) {
        calls.post("/api/v1/affiliates/" + affiliate + "/triggers", body).expectBadField(field);
        assertThat(server.rows("conversion_trigger", owner.account())).isZero();
    }

    @Test
    void one_that_grows_too_long_when_upper_cased_is_refused() {
        add(affiliate, "COUPON", "ß".repeat(254)).expectBadField("trigger");
    }

    private int race(CyclicBarrier start, long who) throws Exception {
        start.await();
        return add(who, "COUPON", "RACE").status();
    }

    private Answer add(long who, String type, String value) {
        return calls.post(
                "/api/v1/affiliates/" + who + "/triggers", "{\"type\":\"" + type + "\",\"trigger\":\"" + value + "\"}");
    }

    private PublishedEvent last() {
        return owner.events().getLast();
    }
}
