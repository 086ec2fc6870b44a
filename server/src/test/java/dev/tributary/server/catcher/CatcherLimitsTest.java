package dev.tributary.server.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatcherLimitsTest {
    private LiveServer server;
    private Merchant merchant;

    /** Without the annotation that a scan would find: the other tests keep the usual limits. */
    static class Small {
        @Bean
        CatcherLimits small() {
            return new CatcherLimits(5, Duration.ofDays(2), 10, 60, 3);
        }
    }

    @BeforeAll
    void start() {
        server = LiveServer.start(Map.of(), Small.class);
        merchant = server.merchant();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void the_oldest_go_when_there_are_too_many_and_the_sixty_first_in_a_minute_is_told_to_wait() {
        Answer made = merchant.post("/api/v1/catchers");
        for (int i = 0; i < 60; i++) {
            assertThat(send(made, "x").status()).isEqualTo(200);
        }
        Answer limited = send(made, "x");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 61);
        JsonNode kept = requests(made);
        assertThat(kept.size()).isEqualTo(5);
        assertThat(kept.path(0).path("number").asInt()).isEqualTo(56);
        assertThat(rows(made)).isLessThan(60);
    }

    @Test
    void a_longer_body_is_cut() {
        Answer made = merchant.post("/api/v1/catchers");
        assertThat(send(made, "0123456789").status()).isEqualTo(200);
        assertThat(send(made, "0123456789a").status()).isEqualTo(413);
        assertThat(requests(made).path(1).path("body").asString()).isEqualTo("0123456789");
    }

    @Test
    void an_account_has_only_so_many_catchers() {
        Merchant other = server.merchant();
        for (int i = 0; i < 3; i++) {
            assertThat(other.post("/api/v1/catchers").status()).isEqualTo(201);
        }
        assertThat(other.post("/api/v1/catchers").status()).isEqualTo(409);
    }

    @Test
    void days_that_are_over_are_dropped_and_days_to_come_are_made() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("""
                        create table caught_request_20200101 partition of caught_request
                        for values from ('016f5e66-e800-0000-0000-000000000000') to ('016f638d-4400-0000-0000-000000000000')""").update();
        server.bean(TidyCaught.class).run();
        List<String> days = jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'caught_request'::regclass""")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
        assertThat(days).doesNotContain("caught_request_20200101").hasSizeGreaterThanOrEqualTo(15);
    }

    private long rows(Answer made) {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from caught_request where catcher_id = ?")
                .param(CatcherId.parse(made.json().path("id").asString())
                        .orElseThrow()
                        .value())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private JsonNode requests(Answer made) {
        return merchant.get("/api/v1/catchers/" + made.json().path("id").asString() + "/requests")
                .json()
                .path("data");
    }

    private Answer send(Answer made, String body) {
        return Calls.send(
                HttpRequest.newBuilder(URI.create(made.json().path("url").asString()))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }
}
