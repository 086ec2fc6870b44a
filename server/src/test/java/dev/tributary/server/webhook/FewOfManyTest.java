package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Readers who want few of many events. */
@Tag("database")
class FewOfManyTest {
    @Test
    void a_reader_of_a_rare_topic_gets_on_though_nothing_fits_and_finds_it_while_waiting() {
        try (LiveServer server = LiveServer.start(Map.of())) {
            Merchant merchant = server.merchant();
            long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
            long ann = merchant.partner(offer, "Ann", "").id();
            JdbcClient.create(server.bean(DataSource.class)).sql("""
                    insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                    select (left(e.id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, e.account_id, e.topic, e.subject, n,
                        e.occurred_at, e.epoch, e.standard, e.classic
                    from event e, generate_series(1, 12000) n
                    """).update();
            merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(ann))
                    .expect(200);

            JsonNode first = events(merchant, "");
            assertThat(first.path("data")).isEmpty();
            JsonNode second =
                    events(merchant, "&after=" + first.path("next_cursor").asString());
            assertThat(second.path("data")).isEmpty();
            assertThat(second.path("next_cursor").asString())
                    .isNotEqualTo(first.path("next_cursor").asString());

            JsonNode waited = events(merchant, "&wait=60s");
            assertThat(waited.path("data")).hasSize(1);
            assertThat(events(merchant, "&after=" + waited.path("next_cursor").asString())
                            .path("next_cursor")
                            .isNull())
                    .isTrue();
        }
    }

    private static JsonNode events(Merchant merchant, String more) {
        return merchant.get("/api/v1/events?topics=affiliate.status_changed" + more)
                .expect(200)
                .json();
    }
}
