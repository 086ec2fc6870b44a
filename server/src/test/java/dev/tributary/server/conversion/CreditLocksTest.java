package dev.tributary.server.conversion;

import dev.tributary.server.conversion.Programme.Answer;
import dev.tributary.server.conversion.Programme.Merchant;
import dev.tributary.server.conversion.Programme.Partner;
import dev.tributary.testkit.Await;
import java.time.Duration;
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

    @Test
    void an_order_that_credits_two_affiliates_and_a_bulk_change_of_them_do_not_wait_for_each_other() {
        try (Programme programme = new Programme()) {
            Merchant merchant = programme.merchant();
            long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
            Partner first = merchant.partner(offer, "ada", "");
            Partner second = merchant.partner(offer, "bob", "");
            sku(merchant, first, "A-1");
            sku(merchant, second, "B-1");
            CompletableFuture<Answer> order = new CompletableFuture<>();
            programme.bean(TransactionTemplate.class).executeWithoutResult(bulk -> {
                lock(programme, merchant, first);
                order.completeAsync(() -> merchant.post("/api/v1/orders", ORDER));
                Await.until(Duration.ofSeconds(20), "the order to wait", () -> waiting(programme) > 0);
                lock(programme, merchant, second);
            });
            order.join().is(201);
        }
    }

    private static void sku(Merchant merchant, Partner partner, String sku) {
        merchant.post("/api/v1/affiliates/" + partner.id() + "/triggers", """
                {"type":"SKU","trigger":"%s"}""".formatted(sku))
                .is(201);
    }

    /** As a bulk change of status does, in order of numbers. */
    private static void lock(Programme programme, Merchant merchant, Partner partner) {
        programme
                .bean(JdbcClient.class)
                .sql("select number from affiliate where account_id = ? and number = ? for no key update")
                .params(merchant.account().value(), partner.id())
                .query(Long.class)
                .single();
    }

    private static long waiting(Programme programme) {
        return programme
                .bean(JdbcClient.class)
                .sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }
}
