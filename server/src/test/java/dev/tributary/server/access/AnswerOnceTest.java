package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Calls that make something, repeated under the same key. */
@Tag("database")
class AnswerOnceTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");

    @Test
    void a_credit_by_hand_is_made_and_told_once_and_answered_alike() {
        Partner ada = merchant.partner(offer, "ada", "");
        String credit = "{\"affiliate_id\":%d,\"total\":\"80.00\"}".formatted(ada.id());
        Answer first = post(merchant, "/api/v1/conversions", credit, "fair-1").expect(201);
        Answer again = post(merchant, "/api/v1/conversions", credit, "fair-1").expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(merchant.rows("conversion")).isEqualTo(1);
        assertThat(merchant.topics("conversion")).containsExactly("conversion.created");
        post(merchant, "/api/v1/conversions", credit, "fair-2").expect(201);
        merchant.post("/api/v1/conversions", credit).expect(201);
        assertThat(merchant.rows("conversion")).isEqualTo(3);
    }

    @Test
    void all_that_makes_something_is_made_once_with_its_etag() {
        Partner ada = merchant.partner(offer, "ada", "");
        String triggers = "/api/v1/affiliates/" + ada.id() + "/triggers";
        List<List<String>> calls = List.of(
                List.of("/api/v1/offers", "{\"name\":\"New\",\"type\":\"PERCENT_OF_SALE\",\"amount\":\"5\"}"),
                List.of("/api/v1/affiliates", affiliate("ben")),
                List.of(triggers, "{\"type\":\"COUPON\",\"trigger\":\"ADA\"}"),
                List.of("/api/v1/sources", "{\"kind\":\"woocommerce\",\"secret\":\"a-secret-of-the-shop\"}"),
                List.of("/api/v1/catchers", "{}"));
        for (List<String> call : calls) {
            Answer first = post(merchant, call.getFirst(), call.getLast(), "key of " + calls.indexOf(call));
            first.expectProblem(400);
            first = post(merchant, call.getFirst(), call.getLast(), "key-" + calls.indexOf(call))
                    .expect(201);
            Answer again = post(merchant, call.getFirst(), call.getLast(), "key-" + calls.indexOf(call));
            assertThat(again.expect(201).text()).isEqualTo(first.text());
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        }
        assertThat(merchant.rows("offer")).isEqualTo(2);
        assertThat(merchant.rows("affiliate")).isEqualTo(2);
        assertThat(merchant.rows("conversion_trigger")).isEqualTo(1);
        assertThat(merchant.rows("source")).isEqualTo(1);
        assertThat(merchant.rows("request_key")).isEqualTo(calls.size());
    }

    @Test
    void the_secret_of_a_new_webhook_is_told_again_and_nowhere_to_be_read() {
        String body = "{\"url\":\"https://example.com/hook\",\"all_topics\":true}";
        Answer first = post(merchant, "/api/v1/webhooks", body, "hook").expect(201);
        assertThat(post(merchant, "/api/v1/webhooks", body, "hook").expect(201).text())
                .isEqualTo(first.text());
        assertThat(merchant.get("/api/v1/webhooks").json().path("data").size()).isEqualTo(1);
        byte[] kept = jdbc().sql("select answer_sealed from request_key where account_id = ?")
                .param(merchant.account().value())
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(first.text("/secret"));
    }

    @Test
    void another_call_under_a_key_that_was_used_is_refused_and_makes_nothing() {
        post(merchant, "/api/v1/affiliates", affiliate("ann"), "k").expect(201);
        post(merchant, "/api/v1/affiliates", affiliate("ben"), "k").expectProblem(409);
        post(merchant, "/api/v1/conversions", affiliate("ann"), "k").expectProblem(409);
        assertThat(merchant.rows("affiliate")).isEqualTo(1);
    }

    @Test
    void a_call_that_was_refused_leaves_its_key_and_everything_else_as_it_was() {
        post(merchant, "/api/v1/affiliates", affiliate("ann").replace("@", " at "), "k")
                .expectBadField("email");
        assertThat(merchant.rows("request_key")).isZero();
        post(merchant, "/api/v1/affiliates", affiliate("ann"), "k").expect(201);
        String taken = "{\"type\":\"COUPON\",\"trigger\":\"ANN\"}";
        String path = "/api/v1/affiliates/"
                + merchant.partner(offer, "ben", ",\"coupon\":\"ANN\"").id() + "/triggers";
        post(merchant, path, taken, "k2").expectProblem(409);
        assertThat(merchant.rows("request_key")).isEqualTo(1);
    }

    @Test
    void keys_are_the_account_s_own_whichever_api_key_sends_them() {
        Merchant other = server.merchant();
        other.offer("PERCENT_OF_SALE", "10", "");
        String catcher = "{}";
        String first =
                post(merchant, "/api/v1/catchers", catcher, "k").expect(201).text();
        assertThat(post(other, "/api/v1/catchers", catcher, "k").expect(201).text())
                .isNotEqualTo(first);
        assertThat(post(merchant.with(Scope.WRITE), "/api/v1/catchers", catcher, "k")
                        .expect(201)
                        .text())
                .isEqualTo(first);
        post(merchant.with(Scope.READ), "/api/v1/catchers", catcher, "k").expectProblem(403);
    }

    @Test
    void a_call_whose_first_try_is_still_at_work_is_told_to_come_again() {
        server.bean(TransactionTemplate.class).executeWithoutResult(work -> {
            assertThat(server.bean(RequestKeys.class).lock(merchant.account(), "k"))
                    .isTrue();
            post(merchant, "/api/v1/affiliates", affiliate("ann"), "k").expectProblem(409);
        });
        post(merchant, "/api/v1/affiliates", affiliate("ann"), "k").expect(201);
    }

    @Test
    void a_key_is_forgotten_after_its_days() {
        RequestKeys keys = server.bean(RequestKeys.class);
        post(merchant, "/api/v1/affiliates", affiliate("ann"), "k").expect(201);
        SharedServer.clock().advance(keys.kept());
        try {
            keys.forget(SharedServer.clock().instant().minus(keys.kept()), 1000);
            assertThat(merchant.rows("request_key")).isEqualTo(1);
            SharedServer.clock().advance(Duration.ofSeconds(1));
            keys.forget(SharedServer.clock().instant().minus(keys.kept()), 1000);
            assertThat(merchant.rows("request_key")).isZero();
        } finally {
            SharedServer.clock().set(Instant.parse(SharedServer.NOW));
        }
    }

    @Test
    void a_body_that_is_too_large_or_no_json_is_refused_as_without_a_key() {
        post(merchant, "/api/v1/catchers", " ".repeat((1 << 20) + 1), "k").expectProblem(413);
        post(merchant, "/api/v1/catchers", "{", "k").expectProblem(400);
        merchant.calls()
                .post(
                        "/api/v1/catchers",
                        BodyPublishers.ofString("x=1"),
                        "Content-Type",
                        "text/plain",
                        "Idempotency-Key",
                        "k")
                .expectProblem(415);
    }

    private String affiliate(String name) {
        return "{\"first_name\":\"%1$s\",\"email\":\"%1$s@example.com\",\"offer_id\":%2$d}".formatted(name, offer);
    }

    private static Answer post(Merchant merchant, String path, String json, String key) {
        return merchant.calls()
                .post(path, BodyPublishers.ofString(json), "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private JdbcClient jdbc() {
        return server.bean(JdbcClient.class);
    }
}
