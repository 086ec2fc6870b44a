package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Replays of many, as the API has them. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private LiveServer server;

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of("TRIBUTARY_RETRY_SCHEDULE", "0s"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_dry_run_counts_and_a_replay_sends_that_many_again() {
        Merchant merchant = server.merchant();
        Answer catcher = merchant.post("/api/v1/catchers", "{\"status\":500}");
        String webhook = webhook(merchant, catcher.text("/url"));
        affiliates(merchant, 3);
        awaitExhausted(merchant, webhook, 3);
        merchant.patch("/api/v1/catchers/" + catcher.text("/id"), "{\"status\":200}")
                .expect(200);

        Answer count = merchant.post(webhook + "/replays", "{\"status\":\"exhausted\",\"dry_run\":true}")
                .expect(200);
        assertThat(count.json().path("count").asInt()).isEqualTo(3);
        assertThat(count.json().path("count_exact").asBoolean()).isTrue();
        assertThat(merchant.get(webhook + "/replays").json().path("data").isEmpty())
                .isTrue();

        assertThat(counted(merchant, webhook, "\"code\":\"5xx\"")).isEqualTo(3);
        assertThat(counted(merchant, webhook, "\"code\":\"none\"")).isZero();
        assertThat(counted(merchant, webhook, "\"subject\":\"affiliate:7\"")).isZero();

        Answer started = merchant.post(webhook + "/replays", "{\"status\":\"exhausted\"}")
                .expect(202);
        assertThat(started.text("/id")).matches("rpl_[0-9a-f]{32}");
        assertThat(started.json().path("count").asInt()).isEqualTo(3);
        assertThat(started.text("/asked_by")).startsWith("key_");
        JsonNode ended = awaitEnd(merchant, started);
        assertThat(ended.path("status").asString()).isEqualTo("finished");
        assertThat(ended.path("delivered").asInt()).isEqualTo(3);
        assertThat(merchant.get(webhook + "/replays").json().path("data").path(0))
                .isEqualTo(ended);
        assertThat(merchant.post("/api/v1/replays/" + started.text("/id") + "/cancel")
                        .expect(200)
                        .json())
                .isEqualTo(ended);
        assertThat(merchant.post(webhook + "/replays", "{\"topics\":[\"affiliate.created\"],\"dry_run\":true}")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @Test
    void a_webhook_made_later_is_sent_what_it_missed() {
        Merchant merchant = server.merchant();
        affiliates(merchant, 2);
        Answer catcher = merchant.post("/api/v1/catchers");
        String webhook = webhook(merchant, catcher.text("/url"));
        Answer started =
                merchant.post(webhook + "/replays", "{\"missing\":true}").expect(202);
        assertThat(started.json().path("count").asInt()).isEqualTo(2);
        assertThat(awaitEnd(merchant, started).path("delivered").asInt()).isEqualTo(2);
        JsonNode delivery =
                merchant.get(webhook + "/deliveries").json().path("data").path(0);
        assertThat(delivery.path("replay_id").asString()).isEqualTo(started.text("/id"));
        assertThat(merchant.get("/api/v1/catchers/" + catcher.text("/id") + "/requests")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|status",
                "{\"dry_run\":true}|status",
                "{\"status\":\"lost\"}|status",
                "{\"status\":7}|status",
                "{\"status\":[\"exhausted\",null]}|status[1]",
                "{\"topics\":[\"no.such\"]}|topics",
                "{\"since\":\"yesterday\"}|since",
                "{\"since\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\"}|until",
                "{\"missing\":\"yes\"}|missing",
                "{\"missing\":true,\"status\":\"exhausted\"}|status",
                "{\"missing\":true,\"code\":\"503\"}|code",
                "{\"code\":\"5\"}|code",
                "{\"missing\":true,\"deliveries\":[\"dlv_01a2037948c87002a35828945dc14a92\"]}|deliveries",
                "{\"deliveries\":[]}|deliveries",
                "{\"deliveries\":[\"evt_1\"]}|deliveries[0]",
                "{\"deliveries\":[\"dlv_01a2037948c87002a35828945dc14a92\"]}|deliveries",
                "{\"missing\":true,\"everything\":true}|everything",
                "{\"missing\":true,\"dry_run\":1}|dry_run"
            })
    void what_can_not_be_accepted_names_its_field_and_starts_nothing(String body, String field) {
        Merchant merchant = server.merchant();
        String webhook = webhook(merchant, "https://no-such-host.invalid/hook");
        merchant.post(webhook + "/replays", body).expectBadField(field);
        assertThat(merchant.get(webhook + "/replays").json().path("data").isEmpty())
                .isTrue();
    }

    @Test
    void a_paused_webhook_says_that_it_must_be_enabled_first() {
        Merchant merchant = server.merchant();
        String webhook = webhook(merchant, "https://no-such-host.invalid/hook");
        merchant.post(webhook + "/pause").expect(200);
        assertThat(merchant.post(webhook + "/replays", "{\"status\":\"exhausted\"}")
                        .expectProblem(409)
                        .text("/detail"))
                .contains("paused", "enable it first");
        merchant.post(webhook + "/replays", "{\"status\":\"exhausted\",\"dry_run\":true}")
                .expect(200);
    }

    @Test
    void another_accounts_webhooks_and_replays_do_not_exist_and_reading_needs_no_more_than_a_reading_key() {
        Merchant merchant = server.merchant();
        String webhook = webhook(merchant, "https://no-such-host.invalid/hook");
        String replay = "/api/v1/replays/"
                + merchant.post(webhook + "/replays", "{\"missing\":true}")
                        .expect(202)
                        .text("/id");
        Merchant stranger = server.merchant();
        stranger.post(webhook + "/replays", "{\"missing\":true}").expectProblem(404);
        stranger.post(webhook + "/replays", "{\"missing\":true,\"dry_run\":true}")
                .expectProblem(404);
        stranger.get(webhook + "/replays").expectProblem(404);
        stranger.get(replay).expectProblem(404);
        stranger.post(replay + "/cancel").expectProblem(404);
        stranger.get("/api/v1/replays/rpl_1").expectProblem(404);
        Merchant reader = merchant.with(Scope.READ);
        reader.get(replay).expect(200);
        reader.post(replay + "/cancel").expectProblem(403);
        reader.post(webhook + "/replays", "{\"missing\":true,\"dry_run\":true}").expectProblem(403);
        merchant.get(webhook + "/replays?limit=0").expectProblem(400);
        merchant.get(webhook + "/replays?cursor=nonsense").expectProblem(400);
    }

    private static int counted(Merchant merchant, String webhook, String filter) {
        return merchant.post(webhook + "/replays", "{\"dry_run\":true," + filter + "}")
                .expect(200)
                .json()
                .path("count")
                .asInt();
    }

    private static void affiliates(Merchant merchant, int count) {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        for (int i = 0; i < count; i++) {
            merchant.partner(offer, "Ada" + i, "");
        }
    }

    private static String webhook(Merchant merchant, String url) {
        return "/api/v1/webhooks/"
                + merchant.post("/api/v1/webhooks", """
                        {"url":"%s","topics":["affiliate.created"]}""".formatted(url))
                        .expect(201)
                        .text("/id");
    }

    private static void awaitExhausted(Merchant merchant, String webhook, int count) {
        Await.until(
                LIMIT,
                count + " exhausted",
                () -> merchant.get(webhook + "/deliveries?status=exhausted")
                                .json()
                                .path("data")
                                .size()
                        == count);
    }

    private static JsonNode awaitEnd(Merchant merchant, Answer started) {
        return Await.value(
                LIMIT,
                "its end",
                () -> Optional.of(merchant.get("/api/v1/replays/" + started.text("/id"))
                                .json())
                        .filter(job -> !job.path("status").asString().equals("running")));
    }
}
