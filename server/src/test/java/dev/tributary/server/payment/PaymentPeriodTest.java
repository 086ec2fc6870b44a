package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Seeds;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payments for a period that has a beginning. An affiliate earns a tenth of an order. */
@Tag("database")
class PaymentPeriodTest {
    private static final String JANUARY = "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"";
    private static final String FEBRUARY = "\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-03-01T00:00:00Z\"";
    private static final String BOTH = "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-03-01T00:00:00Z\"";

    private final Merchant merchant = SharedServer.server().merchant();
    private final Payee ada = Payee.of(merchant, "ada");

    @Test
    void orders_from_the_first_moment_to_the_last_but_one_are_paid_and_the_others_stay() {
        sell(ada, "a", "2025-12-31T23:59:59.999Z", "1000.00");
        sell(ada, "b", "2026-01-01T00:00:00Z", "10.00");
        sell(ada, "c", "2026-01-31T23:59:59.999Z", "20.00");
        sell(ada, "d", "2026-02-01T00:00:00Z", "4000.00");
        Answer paid = pay(ada, JANUARY).expect(201);
        assertThat(paid.text("/payment_total")).isEqualTo("3.00");
        assertThat(paid.text("/from")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(paid.text("/until")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(merchant.get("/api/v1/payments/" + paid.id()).text("/from")).isEqualTo("2026-01-01T00:00:00Z");
        pay(ada, JANUARY).expectBadField("affiliate_id");
        Answer rest = merchant.post("/api/v1/payments", ada.json()).expect(201);
        assertThat(rest.text("/payment_total")).isEqualTo("500.00");
        assertThat(rest.json().path("from").isNull()).isTrue();
    }

    @Test
    void what_is_owed_back_is_taken_off_whatever_its_age_so_that_nobody_is_paid_who_owes() {
        sell(ada, "old", "2025-11-03T10:00:00Z", "100.00");
        merchant.post("/api/v1/payments", ada.json()).expect(201);
        refund("old", "2025-12-20T10:00:00Z", "60.00");
        sell(ada, "new", "2026-01-10T10:00:00Z", "50.00");
        assertThat(skipped(JANUARY)).isEqualTo("-1.00 NOT_ABOVE_ZERO");
        pay(ada, JANUARY).expectBadField("affiliate_id");
        sell(ada, "more", "2026-01-11T10:00:00Z", "70.00");
        Answer paid = pay(ada, JANUARY).expect(201);
        assertThat(paid.text("/payment_total")).isEqualTo("6.00");
        assertThat(paid.json().path("total_conversions").intValue()).isEqualTo(3);
    }

    @Test
    void what_is_owed_back_after_the_end_waits_for_the_next_time() {
        sell(ada, "new", "2026-01-10T10:00:00Z", "50.00");
        refund("new", "2026-02-01T00:00:00Z", "20.00");
        assertThat(pay(ada, JANUARY).expect(201).text("/payment_total")).isEqualTo("5.00");
        assertThat(skipped(FEBRUARY)).isEqualTo("-2.00 NOT_ABOVE_ZERO");
    }

    @Test
    void a_beginning_never_makes_a_payment_larger_even_where_what_is_given_back_was_not_paid_yet() {
        sell(ada, "old", "2025-12-03T10:00:00Z", "100.00");
        refund("old", "2025-12-20T10:00:00Z", "30.00");
        sell(ada, "new", "2026-01-10T10:00:00Z", "50.00");
        assertThat(pay(ada, JANUARY).expect(201).text("/payment_total")).isEqualTo("2.00");
        Answer december = pay(ada, "\"until\":\"2026-01-01T00:00:00Z\"").expect(201);
        assertThat(december.text("/payment_total")).isEqualTo("10.00");
    }

    @Test
    void paying_january_and_then_february_pays_what_paying_both_pays_to_the_cent() {
        RandomGenerator random = Seeds.random("periods");
        Payee twin = Payee.of(SharedServer.server().merchant(), "ada");
        List<Payee> both = List.of(ada, twin);
        both.forEach(payee -> sell(payee, "older", "2025-12-01T10:00:00Z", "500.00"));
        for (int month = 1; month <= 2; month++) {
            for (int i = 0; i < 12; i++) {
                String order = month + "-" + i;
                String sold = "2026-0" + month + "-" + random.nextInt(10, 28) + "T10:00:00Z";
                String price = random.nextInt(40, 200) + "." + random.nextInt(10, 99);
                String back = random.nextInt(1, 30) + "." + random.nextInt(10, 99);
                String given = "2026-0" + random.nextInt(month, 3) + "-28T11:00:00Z";
                boolean refunded = random.nextInt(3) == 0;
                both.forEach(payee -> {
                    sell(payee, order, sold, price);
                    if (refunded) {
                        refund(payee, order, given, back);
                    }
                });
            }
        }
        BigDecimal january = total(pay(ada, JANUARY));
        BigDecimal february = total(pay(ada, FEBRUARY));
        assertThat(january.add(february)).isEqualTo(total(pay(twin, BOTH))).isPositive();
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused_by_name_and_another_period_is_another_wish() {
        sell(ada, "a", "2026-01-10T10:00:00Z", "50.00");
        Answer refused = pay(ada, "\"from\":\"2026-02-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"")
                .expectBadField("from");
        assertThat(refused.text("/errors/0/message")).contains("before the end of the period");
        pay(ada, "\"from\":\"2026-03-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"")
                .expectBadField("from");
        pay(ada, "\"from\":\"soon\",\"until\":\"2026-02-01T00:00:00Z\"").expectBadField("from");
        assertThat(keyed(JANUARY).expect(201).id())
                .isEqualTo(keyed(JANUARY).expect(201).id());
        keyed(BOTH).expectProblem(409);
        assertThat(merchant.rows("payment")).isEqualTo(1);
    }

    private Answer pay(Payee payee, String more) {
        return payee.merchant().post("/api/v1/payments", "{\"affiliate_id\":" + payee.id() + "," + more + "}");
    }

    private Answer keyed(String period) {
        return merchant.calls()
                .post(
                        "/api/v1/payments",
                        BodyPublishers.ofString("{\"affiliate_id\":" + ada.id() + "," + period + "}"),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "once");
    }

    private String skipped(String period) {
        Answer dry = merchant.post("/api/v1/payments", "{\"all_affiliates\":true,\"dry_run\":true," + period + "}")
                .expect(200);
        return dry.text("/skipped/0/balance") + " " + dry.text("/skipped/0/reason");
    }

    private static BigDecimal total(Answer paid) {
        return new BigDecimal(paid.expect(201).text("/payment_total"));
    }

    private static void sell(Payee payee, String order, String created, String price) {
        payee.merchant()
                .post("/api/v1/orders", """
                {"order_id":"%s","affiliate_id":%d,"created":"%s","items":[{"quantity":1,"price":"%s"}]}""".formatted(order, payee.id(), created, price))
                .expect(201);
    }

    private void refund(String order, String created, String amount) {
        refund(ada, order, created, amount);
    }

    private static void refund(Payee payee, String order, String created, String amount) {
        payee.merchant()
                .post("/api/v1/orders/" + order + "/refunds", """
                {"refund_id":"r","amount":"%s","created":"%s"}""".formatted(amount, created))
                .expect(200);
    }
}
