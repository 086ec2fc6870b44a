package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("database")
class PaymentLocksTest {
    private static final String ALL = "{\"all_affiliates\":true}";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Payee ada = Payee.of(merchant, "ada");
    private final Payee bob = Payee.of(merchant, "bob");

    @Test
    void two_runs_at_once_pay_nothing_twice() {
        long contended = ada.earn("10.00");
        bob.earn("7.00");
        List<Answer> answers = whileLocked(contended, () -> pay(ALL), () -> pay(ALL));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 200);
        assertThat(merchant.rows("payment")).isEqualTo(2);
        assertThat(merchant.topics("payment.")).hasSize(2);
    }

    @Test
    void two_runs_that_mean_different_affiliates_in_part_share_nothing() {
        long contended = ada.earn("10.00");
        bob.earn("7.00");
        List<Answer> answers = whileLocked(
                contended, () -> pay(ALL), () -> pay("{\"affiliate_ids\":[" + ada.id() + "," + bob.id() + "]}"));
        assertThat(answers).allMatch(answer -> answer.status() < 300);
        assertThat(merchant.rows("payment")).isEqualTo(2);
    }

    @Test
    void a_double_click_makes_one_payment_and_both_see_it() {
        long contended = ada.earn("10.00");
        List<Answer> answers = whileLocked(contended, () -> pay(ada.json(), "click"), () -> pay(ada.json(), "click"));
        assertThat(answers).extracting(Answer::status).containsExactly(201, 201);
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(merchant.topics("payment.")).hasSize(1);
    }

    @Test
    void what_is_denied_while_the_run_waits_is_not_paid() {
        long doubtful = ada.earn("10.00");
        ada.earn("2.00");
        CompletableFuture<Answer> run = new CompletableFuture<>();
        server.bean(TransactionTemplate.class).executeWithoutResult(denial -> {
            server.bean(JdbcClient.class)
                    .sql("""
                            update conversion set status = 'DENIED', denied_reason_code = 'OTHER'
                            where account_id = ? and number = ?
                            """)
                    .params(merchant.account().value(), doubtful)
                    .update();
            run.completeAsync(() -> pay(ada.json()));
            Await.until(Duration.ofSeconds(20), "the run to wait", () -> waiting() > 0);
        });
        assertThat(run.join().expect(201).text("/payment_total")).isEqualTo("2.00");
    }

    @Test
    void one_of_sending_and_voiding_at_once_wins() {
        long contended = ada.earn("10.00");
        Answer draft = pay("{\"affiliate_id\":" + ada.id() + ",\"draft\":true}").expect(201);
        String path = "/api/v1/payments/" + draft.id();
        List<Answer> answers =
                whileLocked(contended, () -> merchant.post(path + "/send"), () -> merchant.post(path + "/void"));
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        boolean sent = merchant.get(path).text("/status").equals("SENT");
        assertThat(merchant.topics("payment.")).hasSize(sent ? 1 : 0);
    }

    /** Has both begin while a conversion is locked, so that they meet. */
    private List<Answer> whileLocked(long conversion, Supplier<Answer> one, Supplier<Answer> other) {
        CompletableFuture<Answer> first = new CompletableFuture<>();
        CompletableFuture<Answer> second = new CompletableFuture<>();
        server.bean(TransactionTemplate.class).executeWithoutResult(lock -> {
            server.bean(JdbcClient.class)
                    .sql("select number from conversion where account_id = ? and number = ? for update")
                    .params(merchant.account().value(), conversion)
                    .query(Long.class)
                    .single();
            first.completeAsync(one, Thread::startVirtualThread);
            second.completeAsync(other, Thread::startVirtualThread);
            Await.until(Duration.ofSeconds(20), "both to wait", () -> waiting() > 1);
        });
        return List.of(first.join(), second.join());
    }

    private Answer pay(String json) {
        return merchant.post("/api/v1/payments", json);
    }

    private Answer pay(String json, String key) {
        return merchant.calls()
                .post(
                        "/api/v1/payments",
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key);
    }

    /** Not from pg_stat_activity, of which a transaction sees the first picture again and again. */
    private long waiting() {
        return server.bean(JdbcClient.class)
                .sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }
}
