package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.Transaction;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** From an event to the catcher, and what the API says of it. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveringTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private LiveServer server;

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of("TRIBUTARY_RETRY_SCHEDULE", "0s,1s"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void an_event_reaches_the_catcher_and_its_signatures_are_explained() throws Exception {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers");
        Answer webhook = webhook(merchant, catcher, "classic", "both");
        publish(merchant, "conversion.created");
        JsonNode caught = caught(merchant, catcher, 1).path(0);
        assertThat(caught.path("method").asString()).isEqualTo("POST");
        assertThat(caught.path("body").asString()).isEqualTo("{\"id\":7}");
        JsonNode signature = caught.path("signature");
        assertThat(signature.path("valid").asBoolean()).as(signature.toString()).isTrue();
        assertThat(signature.path("webhook_id")).isEqualTo(webhook.json().path("id"));
        assertThat(signature.path("standard").path("signed_content").asString())
                .isEqualTo(caught.path("headers").path("webhook-id").asString() + "."
                        + caught.path("headers").path("webhook-timestamp").asString() + ".{\"id\":7}");
        assertThat(signature.path("classic").path("valid").asBoolean()).isTrue();
        new Webhook(merchant.get(path(webhook) + "/secret")
                        .json()
                        .path("verify_with")
                        .asString())
                .verify(caught.path("body").asString(), headers(caught));
        merchant.post(path(webhook) + "/secret/rotate", "{\"overlap_hours\":0}");
        JsonNode after = caught(merchant, catcher, 1).path(0).path("signature");
        assertThat(after.path("valid").asBoolean()).isFalse();
        assertThat(after.path("classic").path("reason").asString()).contains("rotated");
    }

    @Test
    void a_webhook_says_since_when_it_fails_until_something_arrives() throws Exception {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers", "{\"status\":503}");
        String webhook = "/api/v1/webhooks/"
                + webhook(merchant, catcher, "standard", "hmac")
                        .json()
                        .path("id")
                        .asString();
        publish(merchant, "conversion.created");
        JsonNode failing = Await.value(
                LIMIT,
                "a failure",
                () -> Optional.of(merchant.get(webhook).json())
                        .filter(json -> json.path("failures").asInt() > 0));
        assertThat(Instant.parse(failing.path("failing_since").asString())).isNotNull();
        JsonNode listed = merchant.get("/api/v1/webhooks").json().path("data").path(0);
        assertThat(listed.path("failing_since")).isEqualTo(failing.path("failing_since"));
        merchant.patch("/api/v1/catchers/" + catcher.json().path("id").asString(), "{\"status\":200}")
                .expect(200);
        publish(merchant, "conversion.created");
        Await.until(
                LIMIT,
                "it to be well",
                () -> merchant.get(webhook).json().path("failing_since").isNull());
    }

    @Test
    void the_log_shows_the_delivery_and_every_byte_of_its_attempts() throws Exception {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers", "{\"status\":503,\"body\":\"not now\",\"fail_times\":1}");
        Answer webhook = webhook(merchant, catcher, "standard", "hmac");
        publish(merchant, "conversion.created");
        caught(merchant, catcher, 2);
        JsonNode delivery = Await.value(LIMIT, "delivered", () -> {
            JsonNode data = merchant.get("/api/v1/deliveries?status=delivered&topic=conversion.created&webhook="
                            + webhook.json().path("id").asString())
                    .json()
                    .path("data");
            return data.isEmpty() ? Optional.empty() : Optional.of(data.path(0));
        });
        assertThat(delivery.path("attempts").asInt()).isEqualTo(2);
        assertThat(delivery.path("last_status_code").asInt()).isEqualTo(200);
        assertThat(delivery.path("next_attempt_at").isNull()).isTrue();
        JsonNode attempts = merchant.get(
                        "/api/v1/deliveries/" + delivery.path("id").asString() + "/attempts")
                .json()
                .path("data");
        JsonNode first = attempts.path(0);
        assertThat(first.path("number").asInt()).isEqualTo(1);
        assertThat(first.path("outcome").asString()).isEqualTo("rejected");
        assertThat(first.path("status_code").asInt()).isEqualTo(503);
        assertThat(first.path("response").path("body").asString()).isEqualTo("not now");
        assertThat(first.path("request").path("headers").path("webhook-id")).isEqualTo(delivery.path("event_id"));
        JsonNode sent = caught(merchant, catcher, 2).path(0);
        assertThat(first.path("request").path("body")).isEqualTo(sent.path("body"));
        assertThat(merchant.get(
                                "/api/v1/deliveries?limit=1&since=2020-01-01T00:00:00Z&until=9000-01-01T00:00:00Z&event="
                                        + delivery.path("event_id").asString())
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(server.merchant()
                        .get("/api/v1/deliveries/" + delivery.path("id").asString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_replay_sends_the_same_bytes_as_a_delivery_of_its_own() throws Exception {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers");
        Answer webhook = webhook(merchant, catcher, "classic", "hmac");
        publish(merchant, "conversion.created");
        caught(merchant, catcher, 1);
        String first = merchant.get(path(webhook) + "/deliveries")
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asString();
        Answer replayed = merchant.post("/api/v1/deliveries/" + first + "/replay");
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
        assertThat(replayed.json().path("replay_of").asString()).isEqualTo(first);
        JsonNode both = caught(merchant, catcher, 2);
        assertThat(both.path(1).path("body")).isEqualTo(both.path(0).path("body"));
        assertThat(both.path(1).path("headers").path("webhook-id"))
                .isEqualTo(both.path(0).path("headers").path("webhook-id"));
    }

    @Test
    void a_test_send_answers_with_the_attempt() {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers", "{\"status\":404,\"body\":\"nobody\"}");
        Answer webhook = webhook(merchant, catcher, "classic", "hmac");
        Answer attempt = merchant.post(path(webhook) + "/test", "{\"topic\":\"conversion.created\"}");
        assertThat(attempt.status()).as(attempt.text()).isEqualTo(200);
        assertThat(attempt.json().path("status_code").asInt()).isEqualTo(404);
        assertThat(attempt.json().path("response").path("body").asString()).isEqualTo("nobody");
        assertThat(merchant.post(path(webhook) + "/test").status()).isEqualTo(200);
        assertThat(merchant.post(path(webhook) + "/test", "{\"topic\":\"no.such\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void the_feed_is_followed_page_by_page_and_waits_for_news() throws Exception {
        Merchant merchant = server.merchant();
        publish(merchant, "conversion.created");
        publish(merchant, "conversion.refunded");
        JsonNode first = Await.value(LIMIT, "the first page", () -> {
            JsonNode page = merchant.get("/api/v1/events?limit=1").json();
            return page.path("data").isEmpty() ? Optional.empty() : Optional.of(page);
        });
        assertThat(first.path("data").path(0).path("topic").asString()).isEqualTo("conversion.created");
        assertThat(first.path("data").path(0).path("data").path("n").asInt()).isEqualTo(7);
        assertThat(first.path("data").path(0).path("classic").path("id").asInt())
                .isEqualTo(7);
        String id = first.path("data").path(0).path("id").asString();
        assertThat(merchant.get("/api/v1/events/" + id).json())
                .isEqualTo(first.path("data").path(0));
        assertThat(server.merchant().get("/api/v1/events/" + id).status()).isEqualTo(404);
        JsonNode second = merchant.get("/api/v1/events?wait=20s&after="
                        + first.path("next_cursor").asString())
                .json();
        assertThat(second.path("data").path(0).path("sequence").asInt()).isEqualTo(2);
        assertThat(merchant.get("/api/v1/events?after=" + id).json()).isEqualTo(second);
        assertThat(merchant.get("/api/v1/events?topics=conversion.refunded")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
        String cursor = second.path("next_cursor").asString();
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> merchant.get("/api/v1/events?wait=30s&after=" + cursor));
        publish(merchant, "conversion.created");
        assertThat(waiting.get(25, TimeUnit.SECONDS).json().path("data").size()).isEqualTo(1);
    }

    private JsonNode caught(Merchant merchant, Answer catcher, int count) {
        String path = "/api/v1/catchers/" + catcher.json().path("id").asString() + "/requests";
        return Await.value(LIMIT, count + " requests", () -> {
            JsonNode data = merchant.get(path).json().path("data");
            return data.size() < count ? Optional.empty() : Optional.of(data);
        });
    }

    private static Answer webhook(Merchant merchant, Answer catcher, String format, String signing) {
        Answer made = merchant.post(
                "/api/v1/webhooks", """
                {"url":"%s","topics":["conversion.created","conversion.refunded"],"format":"%s","signing":"%s"}""".formatted(catcher.json().path("url").asString(), format, signing));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private void publish(Merchant merchant, String topic) throws SQLException {
        List<Transaction.Completion> completions = new ArrayList<>();
        try (Connection connection = server.bean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            NewEvent event =
                    new NewEvent(merchant.account(), topic, "conversion:7", bytes("{\"n\":7}"), bytes("{\"id\":7}"));
            server.bean(Webhooks.class).publish(new Plain(connection, completions), List.of(event));
            connection.commit();
            connection.setAutoCommit(true);
        }
        completions.forEach(Transaction.Completion::committed);
    }

    private record Plain(Connection connection, List<Transaction.Completion> completions) implements Transaction {
        @Override
        public void whenCompleted(Transaction.Completion completion) {
            completions.add(completion);
        }
    }

    private static HttpHeaders headers(JsonNode caught) {
        Map<String, List<String>> map = new HashMap<>();
        caught.path("headers")
                .properties()
                .forEach(header ->
                        map.put(header.getKey(), List.of(header.getValue().asString())));
        return HttpHeaders.of(map, (_, _) -> true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Answer made) {
        return "/api/v1/webhooks/" + made.json().path("id").asString();
    }
}
