package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Shop;
import dev.tributary.server.testing.ShopifyOrders;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("database")
class PaymentApiTest {
    private static final String PAYMENTS = "/api/v1/payments";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Payee ada = Payee.of(merchant, "ada");

    @Test
    void paying_an_affiliate_pays_the_conversions_and_tells_at_once() {
        long first = ada.earn("10.00");
        long second = ada.earn("2.50");
        Answer made = pay("""
                {"affiliate_id":%d,"method":"PAYPAL","note":"April"}""".formatted(ada.id())).expect(201);
        assertThat(made.text("/payment_total")).isEqualTo("12.50");
        assertThat(made.text("/status")).isEqualTo("SENT");
        assertThat(made.json().path("total_conversions").intValue()).isEqualTo(2);
        for (long id : new long[] {first, second}) {
            JsonNode conversion = merchant.get("/api/v1/conversions/" + id).json();
            assertThat(conversion.path("payment_status").asString()).isEqualTo("PAID");
            assertThat(conversion.path("payment_id").longValue()).isEqualTo(made.id());
        }
        assertThat(merchant.events("payment.")).singleElement().satisfies(event -> {
            assertThat(event.subject()).isEqualTo("affiliate:" + ada.id());
            assertThat(event.classic()).isEqualTo("""
                    {"id":%d,"affiliate_id":"%d","payment_total":"12.50","payment_method":"PAYPAL","currency":"USD",\
                    "total_conversions":"2","note":"April","created":"%s"}""".formatted(made.id(), ada.id(), classicTime(made)));
        });
    }

    @Test
    void a_run_pays_each_affiliate_and_currency_and_says_whom_not() {
        Payee bob = Payee.of(merchant, "bob");
        Payee eve = Payee.of(merchant, "eve");
        ada.earn("30.00");
        ada.earn("500", "JPY");
        bob.earn("4.00");
        Answer made = pay("""
                {"affiliate_ids":[%d,%d,%d],"minimum":"5"}""".formatted(ada.id(), bob.id(), eve.id())).expect(201);
        assertThat(made.json().path("data").values())
                .extracting(one -> one.path("payment_total").asString() + " "
                        + one.path("currency").asString())
                .containsExactly("500 JPY", "30.00 USD");
        assertThat(made.json().path("skipped").values())
                .extracting(one -> one.path("affiliate_id").longValue()
                        + one.path("reason").asString())
                .containsExactly(bob.id() + "BELOW_MINIMUM", eve.id() + "NOTHING_OWED");
        assertThat(merchant.topics("payment.")).hasSize(2);
        pay("{\"all_affiliates\":true}").expect(201);
        assertThat(merchant.topics("payment.")).hasSize(3);
        assertThat(pay("{\"all_affiliates\":true}").expect(200).json().path("data"))
                .isEmpty();
    }

    @Test
    void test_orders_and_what_is_not_approved_are_never_paid_and_refunds_count_against_what_follows() {
        Shop shop = merchant.shop();
        String order = ShopifyOrders.landing(ada.partner().link());
        shop.send(ShopifyOrders.numbered(order, 1).replace("\"test\": false", "\"test\": true"))
                .expect(200);
        pay(ada.json()).expectBadField("affiliate_id");
        shop.send(order).expect(200);
        assertThat(pay(ada.json()).expect(201).text("/payment_total")).isEqualTo("10.00");
        shop.send(ShopifyOrders.later(order).replace("\"pending\"", "\"refunded\""))
                .expect(200);
        pay(ada.json()).expectBadField("affiliate_id");
        ada.earn("14.00");
        assertThat(pay(ada.json()).expect(201).text("/payment_total")).isEqualTo("4.00");
    }

    @Test
    void everybody_is_nobody_who_is_denied_or_disabled_unless_they_are_named() {
        Payee eve = Payee.of(merchant, "eve");
        ada.earn("10.00");
        eve.earn("7.00");
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"DISABLED\"}".formatted(eve.id()))
                .expect(200);
        Answer made = pay("{\"all_affiliates\":true}").expect(201);
        assertThat(made.json().path("data")).hasSize(1);
        assertThat(made.text("/skipped/0/affiliate_id")).isEqualTo(String.valueOf(eve.id()));
        assertThat(made.text("/skipped/0/reason")).isEqualTo("DENIED_OR_DISABLED");
        assertThat(pay(eve.json()).expect(201).text("/payment_total")).isEqualTo("7.00");
    }

    @Test
    void a_draft_is_told_when_it_is_sent_and_never_if_it_is_voided() {
        long id = ada.earn("10.00");
        String draft = "{\"affiliate_id\":" + ada.id() + ",\"draft\":true}";
        Answer prepared = pay(draft).expect(201);
        assertThat(prepared.text("/status")).isEqualTo("PREPARED");
        assertThat(conversion(id, "payment_status")).isEqualTo("UNPAID");
        pay(ada.json()).expectBadField("affiliate_id"); // it is kept for the payment
        assertThat(deny(id)).isEqualTo("refused");
        assertThat(settle(prepared, "void").expect(200).text("/status")).isEqualTo("VOIDED");
        settle(prepared, "void").expect(200); // changes nothing
        settle(prepared, "send").expectProblem(409);
        assertThat(merchant.topics("payment.")).isEmpty();
        assertThat(conversion(id, "payment_id")).isEmpty();
        Answer again = pay(draft).expect(201);
        assertThat(settle(again, "send").expect(200).text("/status")).isEqualTo("SENT");
        settle(again, "send").expect(200); // changes nothing
        settle(again, "void").expectProblem(409);
        assertThat(conversion(id, "payment_status")).isEqualTo("PAID");
        assertThat(merchant.topics("payment.")).hasSize(1);
        assertThat(deny(id)).isEqualTo("refused");
    }

    @Test
    void the_same_key_pays_once() {
        ada.earn("10.00");
        Answer first = pay(ada.json(), "run-1").expect(201);
        ada.earn("5.00");
        assertThat(pay(ada.json(), "run-1").expect(201).id()).isEqualTo(first.id());
        pay("{\"affiliate_id\":" + ada.id() + ",\"note\":\"else\"}", "run-1").expectProblem(409);
        pay(ada.json(), "two words").expectProblem(400);
        assertThat(merchant.topics("payment.")).hasSize(1);
        pay(ada.json(), "run-2").expect(201);
    }

    @Test
    void only_what_was_made_before_the_end_of_the_period_is_paid() {
        ada.earn("10.00");
        String early = "{\"affiliate_id\":%d,\"until\":\"2026-01-01T00:00:00Z\"}".formatted(ada.id());
        pay(early).expectBadField("affiliate_id");
        pay(early.replace("2026", "9000")).expect(201);
    }

    @Test
    void a_dry_run_says_what_would_be_paid_and_pays_nothing() {
        ada.earn("10.00");
        Answer dry = pay("{\"all_affiliates\":true,\"dry_run\":true}").expect(200);
        assertThat(dry.text("/data/0/payment_total")).isEqualTo("10.00");
        assertThat(merchant.rows("payment")).isZero();
        assertThat(merchant.rows("payment_run")).isZero();
    }

    @Test
    void the_minimum_of_the_account_holds_unless_a_run_has_another() {
        merchant.patch(PAYMENTS + "/settings", "{\"minimum\":\"20.005\"}").expectBadField("minimum");
        merchant.patch(PAYMENTS + "/settings", "{\"minimum\":\"20\"}").expect(200);
        assertThat(merchant.get(PAYMENTS + "/settings").text("/minimum")).isEqualTo("20.00");
        ada.earn("10.00");
        assertThat(pay(ada.json()).expectBadField("affiliate_id").text("/detail"))
                .contains("10.00 USD is below the minimum");
        pay("{\"affiliate_id\":" + ada.id() + ",\"minimum\":\"10.00\"}").expect(201);
    }

    @Test
    void an_affiliate_with_two_currencies_is_paid_by_one_payment_only_if_the_currency_is_named() {
        ada.earn("10.00");
        ada.earn("20.00", "EUR");
        pay(ada.json()).expectBadField("currency");
        Answer euros =
                pay("{\"affiliate_id\":" + ada.id() + ",\"currency\":\"EUR\"}").expect(201);
        assertThat(euros.text("/payment_total")).isEqualTo("20.00");
    }

    @Test
    void what_cannot_be_accepted_is_named_and_nothing_is_paid() {
        Payee stranger = Payee.of(server.merchant(), "zoe");
        ada.earn("10.00");
        pay("{}").expectBadField("affiliate_ids");
        pay("{\"affiliate_ids\":[]}").expectBadField("affiliate_ids");
        pay("{\"affiliate_ids\":[" + ada.id() + ",999]}").expectBadField("affiliate_ids[1]");
        pay("{\"affiliate_id\":\"x\"}").expectBadField("affiliate_id");
        pay("{\"affiliate_id\":" + ada.id() + ",\"all_affiliates\":true}").expectBadField("affiliate_ids");
        for (String bad : new String[] {
            "\"method\":\"BEADS\"",
            "\"currency\":\"XAU\"",
            "\"minimum\":\"-1\"",
            "\"minimum\":\"1.005\"",
            "\"until\":\"1969-12-31T00:00:00Z\"",
            "\"from\":\"yesterday\"",
            "\"note\":\"\\u0000\"",
            "\"draft\":1",
            "\"colour\":\"red\""
        }) {
            pay("{\"affiliate_id\":" + ada.id() + "," + bad + "}")
                    .expectBadField(bad.replaceAll("\"([a-z]+)\".*", "$1"));
        }
        assertThat(merchant.rows("payment")).isZero();
        stranger.earn("3.00");
        assertThat(stranger.merchant().rows("payment")).isZero();
    }

    @Test
    void payments_of_others_do_not_exist_and_keys_that_read_do_not_pay() {
        ada.earn("10.00");
        Answer made = pay(ada.json()).expect(201);
        Merchant other = server.merchant();
        other.get(PAYMENTS + "/" + made.id()).expectProblem(404);
        other.post(PAYMENTS + "/" + made.id() + "/send").expectProblem(404);
        other.post(PAYMENTS + "/" + made.id() + "/void").expectProblem(404);
        merchant.get(PAYMENTS + "/x").expectProblem(404);
        merchant.with(Scope.READ).post(PAYMENTS, ada.json()).expectProblem(403);
        merchant.with(Scope.READ).get(PAYMENTS).expect(200);
    }

    @Test
    void payments_are_listed_filtered_and_shown_with_their_conversions_page_by_page() {
        ada.earn("10.00");
        ada.earn("5.00");
        Answer first = pay("{\"affiliate_id\":" + ada.id() + ",\"method\":\"bank transfer\"}")
                .expect(201);
        ada.earn("1.00");
        Answer second =
                pay("{\"affiliate_id\":" + ada.id() + ",\"draft\":true}").expect(201);
        assertThat(ids("")).containsExactly(second.id(), first.id());
        assertThat(ids("?status=PREPARED")).containsExactly(second.id());
        assertThat(ids("?method=BANK_TRANSFER&affiliate=" + ada.id())).containsExactly(first.id());
        assertThat(ids("?since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z"))
                .isEmpty();
        String cursor = merchant.get(PAYMENTS + "?limit=1").text("/next_cursor");
        assertThat(ids("?cursor=" + cursor)).containsExactly(first.id());
        JsonNode page =
                merchant.get(PAYMENTS + "/" + first.id() + "?limit=1").json().path("conversions");
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.path("data").path(0).path("commission_total").asString())
                .isEqualTo("5.00");
        assertThat(page.path("next_cursor").isString()).isTrue();
        for (String bad : new String[] {"status=GONE", "method=BEADS", "affiliate=x", "since=now", "limit=0"}) {
            merchant.get(PAYMENTS + "?" + bad).expectProblem(400).names(bad.replaceAll("=.*", ""));
        }
    }

    @Test
    void files_are_those_of_the_console() {
        ada.earn("10.00");
        Answer made = pay("{\"affiliate_id\":" + ada.id() + ",\"method\":\"PAYPAL\",\"draft\":true}")
                .expect(201);
        assertThat(merchant.get(PAYMENTS + "/export.csv").expect(200).text().lines())
                .hasSize(2);
        assertThat(merchant.get(PAYMENTS + "/paypal.csv").expect(200).text())
                .isEqualTo("ada@partners.example,10.00,USD,payment-" + made.id() + ",\r\n");
        merchant.get(PAYMENTS + "/export.csv?status=GONE").expectProblem(400);
        assertThat(server.merchant().get(PAYMENTS + "/paypal.csv").text()).isEmpty();
    }

    private Answer pay(String json) {
        return merchant.post(PAYMENTS, json);
    }

    private Answer pay(String json, String key) {
        return merchant.calls()
                .post(
                        PAYMENTS,
                        BodyPublishers.ofString(json),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key);
    }

    private Answer settle(Answer payment, String how) {
        return merchant.post(PAYMENTS + "/" + payment.id() + "/" + how);
    }

    private String conversion(long id, String field) {
        return merchant.get("/api/v1/conversions/" + id).json().path(field).asString("");
    }

    private String deny(long id) {
        return merchant.post("/api/v1/conversions/status", "{\"ids\":[" + id + "],\"status\":\"DENIED\"}")
                .text("/results/0/result");
    }

    private List<Long> ids(String query) {
        return merchant.get(PAYMENTS + query).expect(200).json().path("data").values().stream()
                .map(one -> one.path("id").longValue())
                .toList();
    }

    private static String classicTime(Answer made) {
        return made.text("/created").replace('T', ' ').substring(0, 19);
    }
}
