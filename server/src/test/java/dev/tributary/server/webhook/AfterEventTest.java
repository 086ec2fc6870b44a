package dev.tributary.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.event.EventId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Readers who go on from an event that they got elsewhere. */
@Tag("database")
class AfterEventTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();

    @Test
    void who_gives_an_event_before_the_feed_has_it_is_told_where_to_go_on() throws SQLException {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        merchant.partner(offer, "Ann", "");
        String ann = newest();
        assertThat(after(ann).path("next_cursor").isNull()).isTrue();
        String cursor;
        try (Connection earlier = server.bean(DataSource.class).getConnection()) {
            earlier.setAutoCommit(false);
            earlier.createStatement().execute("select pg_current_xact_id()"); // it might yet publish
            merchant.partner(offer, "Bob", "");
            JsonNode early = after(newest());
            assertThat(early.path("data")).isEmpty();
            cursor = early.path("next_cursor").asString();
            assertThat(after(cursor).path("next_cursor").isNull()).isTrue();
            earlier.rollback();
        }
        assertThat(after(cursor)
                        .path("data")
                        .valueStream()
                        .map(event -> event.path("id").asString()))
                .endsWith(newest());
        assertThat(after(ann)).isEqualTo(after(cursor));
    }

    /** As a webhook would bring it: as soon as it is committed. */
    private String newest() {
        UUID id = JdbcClient.create(server.bean(DataSource.class))
                .sql("select id from event where account_id = ? order by id desc limit 1")
                .param(merchant.account().value())
                .query(UUID.class)
                .single();
        return new EventId(id).toString();
    }

    private JsonNode after(String place) {
        return merchant.get("/api/v1/events?after=" + place).expect(200).json();
    }
}
