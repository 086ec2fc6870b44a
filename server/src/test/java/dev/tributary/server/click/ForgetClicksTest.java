package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ForgetClicksTest {
    private static final long DAY = Duration.ofDays(1).toSeconds();

    private final LiveServer server = SharedServer.server();

    @Test
    void clicks_are_forgotten_once_no_order_can_ask_for_them() {
        Merchant usual = server.merchant();
        Merchant patient = server.merchant();
        click(usual, 30);
        click(patient, 1000);
        server.bean(ForgetClicks.class).run();
        assertThat(usual.rows("click")).isEqualTo(1);
        assertThat(usual.rows("cart")).isEqualTo(1);
        assertThat(patient.rows("click")).isEqualTo(2);
    }

    /** One of 399 days ago and one of 401, each with a cart. */
    private static void click(Merchant merchant, int window) {
        Partner partner =
                merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ",\"window_days\":" + window), "ada", "");
        Visits visits = Visits.of(merchant);
        visits.cart(partner.link(), "cart-1", Map.of("age", 399 * DAY)).expect(204);
        visits.cart(partner.link(), "cart-2", Map.of("age", 401 * DAY)).expect(204);
        assertThat(visits.list("")).hasSize(2);
    }
}
