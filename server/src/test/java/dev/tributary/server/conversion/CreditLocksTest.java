package dev.tributary.server.conversion;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("database")
class CreditLocksTest {
    private static final String ORDER = """
            {"order_id":"1","currency_code":"USD","customer":{"first_name":"Jane","last_name":"Doe",\
            "email":"jane@example.com"},"items":[{"sku":"B-1","name":"Mug","quantity":1,"price":"10.00"},\
            {"sku":"A-1","name":"Tea","quantity":1,"price":"10.00"}]}""";

    private final LiveServer server = SharedServer.server();

    @Test
    void an_order_that_credits_two_affiliates_and_a_bulk_change_of_them_do_not_wait_for_each_other() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner first = merchant.partner(offer, "ada", "");
        Partner second = merchant.partner(offer, "bob", "");
        merchant.trigger(first, "SKU", "A-1");
        merchant.trigger(second, "SKU", "B-1");
        CompletableFuture<Answer> order = new CompletableFuture<>();
        server.bean(TransactionTemplate.class).executeWithoutResult(bulk -> {
            lock(merchant, first);
            order.completeAsync(() -> merchant.post("/api/v1/orders", ORDER));
            Await.until(Duration.ofSeconds(20), "the order to wait", () -> waiting() > 0);
            lock(merchant, second);
        });
        order.join().expect(201);
    }

    @Test
    void a_credit_by_hand_and_a_bulk_change_of_the_order_s_conversions_do_not_wait_for_each_other() {
        Merchant merchant = server.merchant();
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        Partner first = merchant.partner(offer, "ada", "");
        Partner second = merchant.partner(offer, "bob", "");
        merchant.trigger(first, "SKU", "A-1");
        long credited = merchant.post("/api/v1/orders", ORDER)
                .expect(201)
                .json()
                .at("/conversions/0/id")
                .asLong();
        merchant.post("/api/v1/orders/1/refunds", "{\"refund_id\":\"r1\",\"amount\":\"1.00\"}")
                .expect(200);
        CompletableFuture<Answer> byHand = new CompletableFuture<>();
        server.bean(TransactionTemplate.class).executeWithoutResult(bulk -> {
            server.bean(ConversionStore.class).lock(merchant.account(), List.of(credited));
            byHand.completeAsync(() -> merchant.post("/api/v1/conversions", """
                    {"affiliate_id":%d,"order_id":"1"}""".formatted(second.id())));
            Await.until(Duration.ofSeconds(20), "the credit to wait", () -> waiting() > 0);
            server.bean(Numbers.class).next(merchant.account(), Numbers.Kind.CONVERSION);
        });
        byHand.join().expect(201);
    }

    /** As a bulk change of status does, in order of numbers. */
    private void lock(Merchant merchant, Partner partner) {
        server.bean(JdbcClient.class)
                .sql("select number from affiliate where account_id = ? and number = ? for no key update")
                .params(merchant.account().value(), partner.id())
                .query(Long.class)
                .single();
    }

    private long waiting() {
        return server.bean(JdbcClient.class)
                .sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }
}
