package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscriptions, through the doors. */
@Tag("database")
class RenewalApiTest {
    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();

    @Test
    void renewals_without_a_clue_are_credited_up_to_the_limit_and_then_say_why_not() {
        long partner = partner("ada", "SPRING", ",\"renewal_limit\":2");
        Answer first = order("1", "s-1", ",\"discount_code\":\"SPRING\"");
        order("2", "s-1", "");
        order("3", "s-1", "");
        Answer over = order("4", "s-1", ",\"discount_code\":\"SPRING\"");
        assertThat(over.json().path("conversions").size()).isEqualTo(1);
        assertThat(over.text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        assertThat(over.json().at("/conversions/0/affiliate_id").asLong()).isEqualTo(partner);
        Answer shown = merchant.get("/api/v1/conversions/" + conversion(over)).expect(200);
        assertThat(shown.text("/attribution/unqualified_reason")).isEqualTo("RENEWAL_LIMIT");
        assertThat(shown.json().at("/attribution/renewal_of").asLong()).isEqualTo(conversion(first));
        assertThat(merchant.topics("conversion."))
                .containsExactly(
                        "conversion.created", "conversion.created", "conversion.created", "conversion.unqualified");
        assertThat(merchant.events("conversion.").get(1).data())
                .contains(
                        "\"renewal_of\":\"con_" + conversion(first) + "\"",
                        "\"is_recurring\":true",
                        "\"coupon_code\":null",
                        "\"mechanism\":\"COUPON\"");
        assertThat(order("5", "s-2", "").json().path("conversions").size()).isZero();
    }

    @Test
    void another_affiliates_coupon_does_not_take_a_subscription_over() {
        partner("ada", "SPRING", "");
        partner("bob", "AUTUMN", "");
        order("1", "s-1", ",\"discount_code\":\"SPRING\"");
        Answer renewal = order("2", "s-1", ",\"discount_code\":\"AUTUMN\"");
        assertThat(renewal.text("/conversions/0/status")).isEqualTo("PENDING");
        assertThat(renewal.text("/conversions/1/status")).isEqualTo("UNQUALIFIED");
        assertThat(merchant.get("/api/v1/conversions/" + renewal.text("/conversions/1/id"))
                        .text("/attribution/unqualified_reason"))
                .isEqualTo("SUBSCRIPTION_TAKEN");
    }

    @Test
    void another_shop_may_have_a_subscription_of_the_same_id() {
        partner("ada", "SPRING", "");
        order("1", "s-1", ",\"discount_code\":\"SPRING\"");
        server.bean(JdbcClient.class)
                .sql("update shop_order set source = 'src_other' where account_id = ?")
                .param(merchant.account().value())
                .update();
        assertThat(order("2", "s-1", "").json().path("conversions").size()).isZero();
    }

    @Test
    void none_may_be_credited_and_denied_ones_use_up_no_limit() {
        partner("ada", "SPRING", ",\"renewal_limit\":0");
        order("1", "s-1", ",\"discount_code\":\"SPRING\"");
        assertThat(order("2", "s-1", "").text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        partner("bob", "AUTUMN", ",\"renewal_limit\":1");
        order("3", "s-2", ",\"discount_code\":\"AUTUMN\"");
        long denied = conversion(order("4", "s-2", ""));
        merchant.post("/api/v1/conversions/status", "{\"ids\":[%d],\"status\":\"DENIED\"}".formatted(denied))
                .expect(200);
        assertThat(order("5", "s-2", "").text("/conversions/0/status")).isEqualTo("PENDING");
    }

    @Test
    void renewals_that_come_at_the_same_moment_keep_to_the_limit() throws Exception {
        partner("ada", "SPRING", ",\"renewal_limit\":3");
        order("first", "s-1", ",\"discount_code\":\"SPRING\"");
        List<String> states = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Callable<Answer>> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String id = String.valueOf(i);
                orders.add(() -> order(id, "s-1", ""));
            }
            for (Future<Answer> answer : both.invokeAll(orders)) {
                states.add(answer.get().text("/conversions/0/status"));
            }
        }
        assertThat(states.stream().filter("PENDING"::equals)).hasSize(3);
        assertThat(states.stream().filter("UNQUALIFIED"::equals)).hasSize(5);
    }

    private long partner(String name, String coupon, String more) {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", more), name, ",\"coupon\":\"" + coupon + "\"")
                .id();
    }

    private Answer order(String id, String subscription, String more) {
        return merchant.post("/api/v1/orders", """
                {"order_id":"%s","subscription_id":"%s","items":[{"quantity":1,"price":"20.00"}]%s}""".formatted(id, subscription, more))
                .expect(201);
    }

    private static long conversion(Answer order) {
        return order.json().at("/conversions/0/id").asLong();
    }
}
