package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Conversions that approve themselves, three days after they became pending. */
@Tag("database")
class ApproveRipeTest {
    private static final String STATUS = "/api/v1/conversions/status";
    private static final SettableClock CLOCK = SharedServer.clock();

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Partner partner =
            merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"auto_approve_days\":3"), "ada", "");

    @AfterEach
    void back() {
        CLOCK.set(Instant.parse(SharedServer.NOW));
    }

    @Test
    void an_offer_can_approve_by_itself_after_some_days() {
        long kept = credit();
        long denied = credit();
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(denied))
                .expect(200);
        String path = "/api/v1/conversions/" + kept;
        CLOCK.advance(Duration.ofDays(3).minusSeconds(1));
        approveRipe();
        assertThat(merchant.get(path).text("/status")).isEqualTo("PENDING");
        CLOCK.advance(Duration.ofSeconds(1));
        approveRipe();
        assertThat(merchant.get(path).text("/status")).isEqualTo("APPROVED");
        assertThat(merchant.topics("conversion.")).endsWith("conversion.approved");
        assertThat(merchant.get("/api/v1/conversions/" + denied).text("/status"))
                .isEqualTo("DENIED");
    }

    @Test
    void one_that_is_reopened_approves_itself_after_its_days() {
        long id = credit();
        String path = "/api/v1/conversions/" + id;
        change(id, "UNQUALIFIED");
        CLOCK.advance(Duration.ofDays(2));
        change(id, "PENDING");
        CLOCK.advance(Duration.ofDays(3).minusSeconds(1));
        approveRipe();
        assertThat(merchant.get(path).text("/status")).isEqualTo("PENDING");
        CLOCK.advance(Duration.ofSeconds(1));
        approveRipe();
        assertThat(merchant.get(path).text("/status")).isEqualTo("APPROVED");
    }

    @Test
    void one_that_can_not_be_approved_holds_up_no_other() {
        long broken = credit();
        long sound = credit();
        lose(broken);
        try {
            CLOCK.advance(Duration.ofDays(3));
            approveRipe();
            assertThat(merchant.get("/api/v1/conversions/" + sound).text("/status"))
                    .isEqualTo("APPROVED");
            assertThat(server.bean(ApproveRipe.class).step())
                    .as("it is left alone for a while")
                    .isZero();
        } finally {
            server.bean(JdbcClient.class)
                    .sql("delete from conversion where account_id = ? and number = ?")
                    .params(merchant.account().value(), broken)
                    .update();
        }
    }

    /** Makes it nobody's, which no door does. */
    private void lose(long conversion) {
        server.bean(JdbcClient.class)
                .sql("update conversion set affiliate = 7 where account_id = ? and number = ?")
                .params(merchant.account().value(), conversion)
                .update();
    }

    private void change(long id, String status) {
        merchant.post(STATUS, "{\"ids\":[%d],\"status\":\"%s\"}".formatted(id, status))
                .expect(200);
    }

    private long credit() {
        return merchant.post("/api/v1/conversions", "{\"affiliate_id\":%d,\"total\":\"20\"}".formatted(partner.id()))
                .expect(201)
                .json()
                .path("id")
                .asLong();
    }

    /** Other accounts' too: all that is ripe. */
    private void approveRipe() {
        ApproveRipe ripe = server.bean(ApproveRipe.class);
        for (int approved = 1; approved > 0; ) {
            approved = ripe.step();
        }
    }
}
