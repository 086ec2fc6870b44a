package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the API says of that which is no longer kept. */
@Tag("database")
class GrowthTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SettableClock clock = SettableClock.at("2031-01-01T12:00:00Z");

    @Test
    void what_is_no_longer_kept_is_told_and_never_skipped_in_silence() {
        Map<String, String> environment = Map.of(
                "TRIBUTARY_RETRY_SCHEDULE", "0s", "TRIBUTARY_KEEP_PAYLOADS", "7d", "TRIBUTARY_KEEP_OUTCOMES", "20d");
        try (LiveServer server = LiveServer.start(environment, clock)) {
            Merchant merchant = server.merchant();
            Answer catcher = merchant.post("/api/v1/catchers").expect(201);
            merchant.post(
                            "/api/v1/webhooks",
                            "{\"url\":\"%s\",\"topics\":[\"affiliate.created\"]}".formatted(catcher.text("/url")))
                    .expect(201);
            long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
            merchant.partner(offer, "Ann", "");
            merchant.partner(offer, "Bea", "");
            Await.until(LIMIT, "both to arrive", () -> deliveries(merchant, "delivered") == 2);
            JsonNode events = merchant.get("/api/v1/events").expect(200).json();
            String first = events.path("data").path(0).path("id").asString();
            String last = events.path("data").path(1).path("id").asString();
            String behindFirst = merchant.get("/api/v1/events?limit=1")
                    .json()
                    .path("next_cursor")
                    .asString();
            String behindLast = events.path("next_cursor").asString();
            JdbcClient jdbc = JdbcClient.create(server.bean(DataSource.class));

            clock.advance(Duration.ofDays(8));
            Await.until(
                    LIMIT,
                    "the day to go",
                    () -> jdbc.sql("select to_regclass('event_20310101') is null")
                            .query(Boolean.class)
                            .single());

            Answer gone = merchant.get("/api/v1/events?after=" + behindFirst).expectProblem(410);
            assertThat(gone.text("/detail")).contains("Begin again without after");
            merchant.get("/api/v1/events?after=" + first).expectProblem(410);
            assertThat(merchant.get("/api/v1/events?after=" + behindLast)
                            .expect(200)
                            .json()
                            .path("data"))
                    .isEmpty();
            assertThat(merchant.get("/api/v1/events?after=" + last)
                            .expect(200)
                            .json()
                            .path("data"))
                    .isEmpty();
            assertThat(merchant.get("/api/v1/events").expect(200).json().path("data"))
                    .isEmpty();

            JsonNode delivery = merchant.get("/api/v1/deliveries")
                    .expect(200)
                    .json()
                    .path("data")
                    .path(0);
            assertThat(delivery.path("status").asString()).isEqualTo("delivered");
            assertThat(delivery.path("payload_kept").asBoolean()).isFalse();
            String path = "/api/v1/deliveries/" + delivery.path("id").asString();
            assertThat(merchant.get(path + "/attempts").expect(200).json().path("data"))
                    .isEmpty();
            assertThat(merchant.post(path + "/replay").expectProblem(410).text("/detail"))
                    .contains("no longer kept");
            assertThat(server.stranger().get("/readyz").expect(200).text()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    private static long deliveries(Merchant merchant, String status) {
        return merchant.get("/api/v1/deliveries?status=" + status)
                .json()
                .path("data")
                .size();
    }
}
