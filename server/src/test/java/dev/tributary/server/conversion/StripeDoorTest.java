package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import dev.tributary.testkit.Await;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sales through Stripe's own webhook. The bodies are made up in the form of its API reference.
 *
 * @see <a href="https://docs.stripe.com/api/events/types">Types of events</a>
 */
@Tag("database")
class StripeDoorTest {
    private static final String CHECKOUT = Signing.message("stripe/checkout-session-completed.json");
    private static final String INVOICE = Signing.message("stripe/invoice-paid.json");
    private static final String PAYMENT = Signing.message("stripe/invoice-payment-paid.json");
    private static final String REFUND = Signing.message("stripe/charge-refunded.json");

    private final LiveServer server = SharedServer.server();

    @Test
    void a_checkout_is_credited_by_its_reference_with_an_underscore_for_the_dot() {
        Merchant merchant = server.merchant();
        Partner ada = ada(merchant);
        Signing shop = Signing.shop(merchant, "stripe");

        send(shop, checkout(ada));

        assertThat(merchant.events("conversion.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.classic())
                        .contains(
                                "\"created\":\"2026-04-01 10:00:00\"",
                                "\"total\":\"100.55\"",
                                "\"commission_total\":\"9.00\"", // 10 % of 100.00 less 10.00
                                "\"is_test_conversion\":\"FALSE\"",
                                "\"customer\":{\"name\":\"Jenny Rosen\",\"email\":\"jenny.rosen@example.com\"",
                                "\"coupon_code\":\"SPRING\"",
                                "\"sub_id\":\"spring sale\"",
                                "\"order_id\":\"pi_3MtwBwLkdIwHu7ix28a3tqPa\"",
                                "\"source\":\"STRIPE\""));
    }

    @Test
    void a_signature_must_fit_and_be_recent() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");
        String body = checkout(ada(merchant));
        Instant now = now();

        shop.stripe(body, now.minus(Duration.ofSeconds(301))).expectProblem(401);
        shop.stripe(body, now.plus(Duration.ofSeconds(301))).expectProblem(401);
        String signature = Signing.stripeSignature(body, now, "hush");
        shop.json(body.replace("10055", "90055"), "Stripe-Signature", signature).expectProblem(401);
        shop.json(body, "Stripe-Signature", signature.replace("v1=", "v0=")).expectProblem(401);
        shop.json(body, "Stripe-Signature", "t=x,v1=y").expectProblem(401);
        shop.json(body).expectProblem(401);
        assertThat(merchant.rows("shop_order")).isZero();

        shop.json(body, "Stripe-Signature", signature.replace("v1=", "v1=00,v1="))
                .expect(200);
    }

    @Test
    void refunds_tell_a_sum_so_that_in_any_order_the_largest_counts() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");
        send(shop, checkout(ada(merchant)));
        approveAll(merchant);

        send(shop, REFUND.replace("\"amount_refunded\": 5000", "\"amount_refunded\": 7500"));
        send(shop, REFUND);
        assertThat(sum(merchant, "total")).isEqualByComparingTo("25.55");

        send(shop, REFUND.replace("\"amount_refunded\": 5000", "\"amount_refunded\": 10055"));
        assertThat(sum(merchant, "total")).isZero();
        assertThat(sum(merchant, "commission_total")).isZero();
    }

    @Test
    void a_refund_that_comes_before_its_checkout_counts_when_that_comes() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");

        send(shop, REFUND.replace("\"amount_refunded\": 5000", "\"amount_refunded\": 10055"));
        send(shop, checkout(ada(merchant)));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("RETURNED");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void a_renewal_is_an_order_of_its_own_and_the_first_invoice_is_not() {
        Merchant merchant = server.merchant();
        holding(merchant, ada(merchant));
        Signing shop = Signing.shop(merchant, "stripe");

        send(shop, INVOICE.replace("subscription_cycle", "subscription_create"));
        assertThat(merchant.rows("shop_order")).isZero();
        send(shop, INVOICE);
        send(shop, INVOICE.replace("\"type\": \"invoice.paid\"", "\"type\": \"invoice.payment_succeeded\""));

        assertThat(merchant.rows("shop_order")).isEqualTo(1);
        assertThat(merchant.events("conversion.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.classic())
                        .contains(
                                "\"is_recurring\":true",
                                "\"subscription_id\":\"sub_1MowQVLkdIwHu7ixeRlqHVzs\"",
                                "\"total\":\"29.75\"",
                                "\"commission_total\":\"2.50\"",
                                "\"order_id\":\"0759376C-0002\"",
                                "\"currency\":\"EUR\""));
    }

    @Test
    void a_refund_of_a_renewal_finds_its_invoice_by_the_payment_whichever_comes_first() {
        for (List<String> arrival : List.of(
                List.of(INVOICE, PAYMENT, renewalRefund()),
                List.of(renewalRefund(), INVOICE, PAYMENT),
                List.of(PAYMENT, renewalRefund(), INVOICE))) {
            Merchant merchant = server.merchant();
            holding(merchant, ada(merchant));
            Signing shop = Signing.shop(merchant, "stripe");

            arrival.forEach(message -> send(shop, message));

            assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("RETURNED");
        }
    }

    @Test
    void older_versions_of_the_api_name_the_payment_in_the_invoice_and_the_invoice_in_the_charge() {
        String invoice =
                INVOICE.replace("\"number\":", "\"payment_intent\": \"pi_7\", \"charge\": \"ch_7\", \"number\":");
        String refund = renewalRefund().replace("pi_3MtHbELkdIwHu7ix00000002", "pi_7");
        String named =
                refund.replace("\"metadata\": {}", "\"metadata\": {}, \"invoice\": \"in_1MtHbELkdIwHu7ixl4OzzPMv\"");
        for (List<String> arrival :
                List.of(List.of(invoice, refund), List.of(refund, invoice), List.of(INVOICE, named))) {
            Merchant merchant = server.merchant();
            holding(merchant, ada(merchant));
            Signing shop = Signing.shop(merchant, "stripe");

            arrival.forEach(message -> send(shop, message));

            assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("RETURNED");
        }
    }

    @Test
    void refunds_of_two_payments_of_one_invoice_add_up() {
        Merchant merchant = server.merchant();
        holding(merchant, ada(merchant));
        Signing shop = Signing.shop(merchant, "stripe");
        String other = "pi_3MtHbELkdIwHu7ix00000003";
        send(shop, INVOICE);
        send(shop, PAYMENT);
        send(shop, PAYMENT.replace("pi_3MtHbELkdIwHu7ix00000002", other).replace("inpay_1", "inpay_2"));

        send(shop, renewalRefund().replace("\"amount_refunded\": 2975", "\"amount_refunded\": 1000"));
        send(
                shop,
                renewalRefund()
                        .replace("pi_3MtHbELkdIwHu7ix00000002", other)
                        .replace("\"amount_refunded\": 2975", "\"amount_refunded\": 500"));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/refunded_total"))
                .isEqualTo("15.00");
    }

    @Test
    void a_payment_of_an_invoice_that_is_no_order_is_kept_and_what_was_paid_elsewhere_is_left() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");

        assertThat(shop.stripe(PAYMENT, now()).expect(200).text("/ignored")).isNotEmpty();
        String elsewhere = PAYMENT.replace(
                "\"type\": \"payment_intent\", \"payment_intent\": \"pi_3MtHbELkdIwHu7ix00000002\"",
                "\"type\": \"payment_record\", \"payment_record\": \"pr_1\"");
        shop.stripe(elsewhere, now()).expect(200);
        assertThat(merchant.rows("stripe_payment")).isEqualTo(1);
        assertThat(merchant.rows("shop_order")).isZero();
        problem(shop, PAYMENT.replace("\"in_1MtHbELkdIwHu7ixl4OzzPMv\"", "null"), "data.object.invoice");
    }

    @Test
    void a_refund_that_is_named_by_its_payment_waits_for_the_invoice_that_is_just_telling_whose_it_is() {
        Merchant merchant = server.merchant();
        holding(merchant, ada(merchant));
        Signing shop = Signing.shop(merchant, "stripe");
        String source = merchant.get("/api/v1/sources").text("/data/0/id");
        JdbcClient jdbc = server.bean(JdbcClient.class);
        String refund = REFUND.replace("pi_3MtwBwLkdIwHu7ix28a3tqPa", "pi_9")
                .replace("\"currency\": \"usd\"", "\"currency\": \"eur\"")
                .replace("\"amount_refunded\": 5000", "\"amount_refunded\": 2975");
        CompletableFuture<Void> refunded = server.bean(TransactionTemplate.class)
                .execute(status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                            .param(merchant.account() + "/" + source + "/pi_9")
                            .query((row, number) -> true)
                            .single();
                    CompletableFuture<Void> told = CompletableFuture.runAsync(() -> send(shop, refund));
                    Await.until(
                            Duration.ofSeconds(60),
                            "the refund to wait",
                            () -> jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                                            .query(Long.class)
                                            .single()
                                    > 0);
                    jdbc.sql(
                                    "insert into stripe_payment (account_id, source, payment, order_key) values (?, ?, 'pi_9', ?)")
                            .params(merchant.account().value(), source, "in_1MtHbELkdIwHu7ixl4OzzPMv")
                            .update();
                    return told;
                });
        refunded.join();

        send(shop, INVOICE);

        assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("RETURNED");
    }

    @Test
    void a_refund_of_a_subscription_s_first_payment_counts_when_its_payment_is_told_last() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");
        send(
                shop,
                checkout(ada(merchant))
                        .replace("\"invoice\": null", "\"invoice\": \"in_1MtHbELkdIwHu7ixl4OzzPMv\"")
                        .replace("\"payment_intent\": \"pi_3MtwBwLkdIwHu7ix28a3tqPa\"", "\"payment_intent\": null"));
        send(shop, REFUND.replace("\"amount_refunded\": 5000", "\"amount_refunded\": 10055"));
        send(shop, INVOICE.replace("subscription_cycle", "subscription_create"));
        send(shop, PAYMENT.replace("pi_3MtHbELkdIwHu7ix00000002", "pi_3MtwBwLkdIwHu7ix28a3tqPa"));

        assertThat(merchant.get("/api/v1/orders").text("/data/0/state")).isEqualTo("RETURNED");
        assertThat(merchant.topics("conversion.")).containsExactly("conversion.created", "conversion.denied");
    }

    @Test
    void what_is_not_paid_yet_waits_and_what_is_no_sale_is_left() {
        Merchant merchant = server.merchant();
        Partner ada = ada(merchant);
        Signing shop = Signing.shop(merchant, "stripe");
        String unpaid = checkout(ada).replace("\"payment_status\": \"paid\"", "\"payment_status\": \"unpaid\"");

        send(shop, unpaid);
        send(shop, checkout(ada).replace("\"mode\": \"payment\"", "\"mode\": \"setup\""));
        send(shop, checkout(ada).replace("\"type\": \"checkout.session.completed\"", "\"type\": \"customer.created\""));
        assertThat(merchant.rows("shop_order")).isZero();

        send(shop, checkout(ada).replace("session.completed\"", "session.async_payment_succeeded\""));
        assertThat(merchant.rows("shop_order")).isEqualTo(1);
    }

    @Test
    void minor_units_follow_the_currency_and_test_mode_makes_test_conversions() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");

        send(
                shop,
                checkout(ada(merchant))
                        .replace("\"currency\": \"usd\"", "\"currency\": \"jpy\"")
                        .replace("\"livemode\": true", "\"livemode\": false"));

        assertThat(merchant.events("conversion.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.classic())
                        .contains("\"total\":\"10055\"", "\"currency\":\"JPY\"", "\"is_test_conversion\":\"TRUE\""));
    }

    @Test
    void what_cant_be_read_is_a_problem_that_names_the_field() {
        Merchant merchant = server.merchant();
        Signing shop = Signing.shop(merchant, "stripe");
        String body = checkout(ada(merchant));
        problem(shop, body.replace("\"currency\": \"usd\"", "\"currency\": \"tea\""), "data.object.currency");
        problem(
                shop,
                body.replace("\"amount_total\": 10055", "\"amount_total\": \"many\""),
                "data.object.amount_total");
        problem(shop, body.replace("\"amount_total\": 10055", "\"amount_total\": -1"), "data.object.amount_total");
        problem(shop, body.replace("\"created\": 1775037600", "\"created\": null"), "created");
        shop.stripe("[]", now()).expectProblem(400);
        shop.stripe("{", now()).expectProblem(400);
        assertThat(merchant.rows("shop_order")).isZero();
    }

    private Instant now() {
        return server.bean(InstantSource.class).instant();
    }

    private void problem(Signing shop, String body, String field) {
        Answer answer = shop.stripe(body, now()).expectProblem(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
    }

    private void send(Signing shop, String body) {
        shop.stripe(body, now()).expect(200);
    }

    private static String renewalRefund() {
        return REFUND.replace("pi_3MtwBwLkdIwHu7ix28a3tqPa", "pi_3MtHbELkdIwHu7ix00000002")
                .replace("\"currency\": \"usd\"", "\"currency\": \"eur\"")
                .replace("\"amount_refunded\": 5000", "\"amount_refunded\": 2975");
    }

    private static Partner ada(Merchant merchant) {
        return merchant.partner(merchant.offer("PERCENT_OF_SALE", "10", ""), "ada", "");
    }

    private static String checkout(Partner partner) {
        return CHECKOUT.replace("REFERENCE", partner.id() + "_" + partner.code());
    }

    private static void holding(Merchant merchant, Partner partner) {
        merchant.post(
                        "/api/v1/affiliates/" + partner.id() + "/triggers",
                        "{\"type\":\"EMAIL\",\"trigger\":\"jenny.rosen@example.com\"}")
                .expect(201);
    }

    private static void approveAll(Merchant merchant) {
        String id = merchant.get("/api/v1/conversions").text("/data/0/id");
        merchant.post("/api/v1/conversions/status", "{\"ids\":[" + id + "],\"status\":\"APPROVED\"}")
                .expect(200);
    }

    private static BigDecimal sum(Merchant merchant, String field) {
        return merchant.get("/api/v1/conversions")
                .json()
                .path("data")
                .valueStream()
                .map(conversion -> new BigDecimal(conversion.path(field).asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
