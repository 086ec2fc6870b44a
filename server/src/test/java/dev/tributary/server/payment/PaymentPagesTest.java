package dev.tributary.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payments on the console. */
@Tag("database")
class PaymentPagesTest {
    private static final String LIST = "/console/payments";
    private static final String NEW = LIST + "/new";
    private static final String PREVIEW = NEW + "/preview?method=PAYPAL&note=May";

    private final LiveServer server = SharedServer.server();
    private final People people = new People(server);
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final Browser manager = people.member(account, Role.MANAGER);

    @Test
    void an_empty_list_teaches() {
        assertThat(manager.get(LIST).expect(200).text()).contains("No payments yet", "approved conversions", NEW);
        assertThat(manager.get(PREVIEW).expect(200).text()).contains("Nobody can be paid");
    }

    @Test
    void what_is_ticked_in_the_preview_is_paid_once_however_often_it_is_sent() {
        Payee ada = Payee.of(merchant, "Ada");
        Payee bob = Payee.of(merchant, "Bob");
        ada.earn("30.00");
        bob.earn("20.00");
        Payee.of(merchant, "Eve").earn("0.50");
        String page = manager.get(PREVIEW + "&minimum=1&when=now").expect(200).text();
        assertThat(page).contains("50.00", "Ada Partner", "Bob Partner", "Not paid this time", "below the minimum");
        assertThat(merchant.rows("payment")).isZero();
        String[] fields = {
            "key", page.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1"),
            "method", "PAYPAL",
            "note", "May",
            "minimum", "1",
            "when", "now",
            "balances", ada.id() + ".USD"
        };
        String to = Browser.location(manager.submit(PREVIEW, NEW, fields));
        assertThat(Browser.location(manager.submit(PREVIEW, NEW, fields))).isEqualTo(to);
        assertThat(merchant.rows("payment")).isEqualTo(1);
        assertThat(merchant.topics("payment.")).hasSize(1);
        assertThat(manager.get(to).expect(200).text()).contains("sent", "30.00", "Ada Partner", "manager");
    }

    @Test
    void who_is_disabled_is_shown_as_such_and_paid_only_where_named() {
        Payee eve = Payee.of(merchant, "Eve");
        eve.earn("7.00");
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"DISABLED\"}".formatted(eve.id()))
                .expect(200);
        assertThat(manager.get(PREVIEW).expect(200).text())
                .contains("Nobody can be paid", eve.id() + ", disabled", "paid only where the affiliate is named");
        assertThat(manager.get(PREVIEW + "&affiliate_ids=" + eve.id()).text())
                .contains("value=\"" + eve.id() + ".USD\"", eve.id() + ", disabled");
        Browser.location(manager.submit(
                PREVIEW, NEW, "method", "PAYPAL", "affiliate_ids", eve.id() + "", "balances", eve.id() + ".USD"));
        assertThat(merchant.rows("payment")).isEqualTo(1);
    }

    @Test
    void more_than_the_page_shows_are_paid_at_once_by_a_button_of_its_own() {
        StringBuilder affiliates = new StringBuilder("id,first_name,email,offer_id,status\n");
        StringBuilder earned = new StringBuilder("id,affiliate_id,status,total,commission_total\n");
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        for (int i = 1; i <= RunPreview.MOST + 2; i++) {
            affiliates.append("%d,P%d,p%d@example.com,%d,ACTIVE\n".formatted(500_000 + i, i, i, offer));
            earned.append("%d,%d,APPROVED,10.00,1.00\n".formatted(i, 500_000 + i));
        }
        bring("affiliates", affiliates.toString());
        bring("conversions", earned.toString());
        String page = manager.get(PREVIEW + "&when=now").expect(200).text();
        assertThat(page).contains("These are the first 200 of 202", "202 at once: 202.00\u00a0USD", "Pay all 202");
        String[] fields = {
            "key", page.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1"),
            "method", "PAYPAL",
            "note", "May",
            "when", "now",
            "all", "true"
        };
        assertThat(Browser.location(manager.submit(PREVIEW, NEW, fields))).isEqualTo(LIST);
        assertThat(Browser.location(manager.submit(PREVIEW, NEW, fields))).isEqualTo(LIST);
        assertThat(merchant.rows("payment")).isEqualTo(202);
        assertThat(merchant.topics("payment.")).hasSize(202);
    }

    @Test
    void a_prepared_payment_is_marked_as_sent_or_voided() {
        Payee ada = Payee.of(merchant, "Ada");
        long conversion = ada.earn("30.00");
        String page = prepare(ada);
        assertThat(manager.get(page).expect(200).text()).contains("Not sent yet", "Void this payment");
        assertThat(manager.get("/console/conversions/" + conversion).text()).contains("prepared, not sent yet");
        Browser.location(manager.submit(page, page + "/void"));
        assertThat(manager.get(page).text())
                .contains("voided", "nobody was told")
                .doesNotContain("Mark as sent");
        String again = prepare(ada);
        Browser.location(manager.submit(again, again + "/send"));
        assertThat(manager.get(again).text()).doesNotContain("Void this payment");
        assertThat(manager.get("/console/conversions").text()).contains(again);
        assertThat(merchant.topics("payment.")).hasSize(1);
        assertThat(manager.submit(LIST + "/minimum", page + "/send").status()).isEqualTo(409);
    }

    @Test
    void those_ticked_in_the_list_are_sent_together_or_not_at_all() {
        Payee ada = Payee.of(merchant, "Ada");
        ada.earn("30.00");
        String first = prepare(ada);
        ada.earn("4.00");
        String second = prepare(ada);
        manager.submit(LIST, LIST + "/send", "ids", number(first), "ids", "99999")
                .expect(404);
        assertThat(merchant.topics("payment.")).isEmpty();
        Browser.location(manager.submit(LIST, LIST + "/send", "ids", number(first), "ids", number(second)));
        assertThat(merchant.topics("payment.")).hasSize(2);
    }

    @Test
    void a_form_that_can_not_be_accepted_comes_back_with_what_was_typed() {
        assertThat(manager.get(PREVIEW + "&minimum=much&affiliate_ids=7,%3Cb%3E&until=soon")
                        .expect(422)
                        .text())
                .contains("Minimum</a> must be a decimal number", "value=\"much\"", "7,&lt;b")
                .doesNotContain("<b>,");
        assertThat(manager.submit(LIST + "/minimum", LIST + "/minimum", "minimum", "-1")
                        .expect(422)
                        .text())
                .contains("must not be negative", "value=\"-1\"");
        Payee ada = Payee.of(merchant, "Ada");
        ada.earn("30.00");
        assertThat(manager.submit(PREVIEW, NEW, "method", "PAYPAL").expect(422).text())
                .contains("Choose at least one");
        assertThat(merchant.rows("payment")).isZero();
        assertThat(manager.get(LIST + "?status=lost").expect(400).text()).contains("must be prepared, sent or voided");
        manager.get(LIST + "/7").expect(404);
        manager.get(LIST + "/x").expect(404);
    }

    @Test
    void a_period_has_a_first_day_and_a_last_in_the_time_of_the_account() {
        Payee ada = Payee.of(merchant, "Ada");
        server.bean(Accounts.class).changeRules(account.id(), account.rules(), ZoneId.of("America/New_York"));
        sell(ada, "a", "2026-03-01T04:59:59Z", "100.00"); // still February there
        sell(ada, "b", "2026-03-01T05:00:00Z", "20.00");
        sell(ada, "c", "2026-04-01T03:59:59Z", "30.00"); // still March
        sell(ada, "d", "2026-04-01T04:00:00Z", "4000.00");
        String march = PREVIEW + "&when=now&from=2026-03-01&until=2026-03-31";
        assertThat(manager.get(march).expect(200).text())
                .contains("5.00\u00a0USD", "Outside of the period is left: 410.00\u00a0USD of 2 conversions")
                .contains("name=\"from\" value=\"2026-03-01\"");
        String[] fields = {
            "method",
            "PAYPAL",
            "when",
            "now",
            "from",
            "2026-03-01",
            "until",
            "2026-03-31",
            "balances",
            ada.id() + ".USD"
        };
        String page = Browser.location(manager.submit(PREVIEW, NEW, fields));
        assertThat(manager.get(page).text())
                .contains("orders from 1 March 2026 to 31 March 2026, less all that was owed back up to then");
        assertThat(manager.get(march).expect(200).text())
                .contains("Nothing to pay in this period", "Outside of the period is left: 410.00\u00a0USD");
        assertThat(manager.get(PREVIEW + "&from=2026-04-02&until=2026-04-01")
                        .expect(422)
                        .text())
                .contains("From</a> must be before the end of the period")
                .contains("value=\"2026-04-02\"", "value=\"2026-04-01\"");
        assertThat(manager.get(PREVIEW + "&from=soon").expect(422).text())
                .contains("From</a> must be a time", "value=\"soon\"");
        assertThat(manager.get(PREVIEW + "&from=1970-01-01&until=1970-01-01")
                        .expect(200)
                        .text())
                .contains("Nothing to pay in this period");
    }

    private void sell(Payee payee, String order, String created, String price) {
        merchant.post("/api/v1/orders", """
                {"order_id":"%s","affiliate_id":%d,"created":"%s","items":[{"quantity":1,"price":"%s"}]}""".formatted(order, payee.id(), created, price))
                .expect(201);
    }

    @Test
    void who_may_not_pay_sees_and_changes_nothing() {
        Payee ada = Payee.of(merchant, "Ada");
        ada.earn("30.00");
        String page = prepare(ada);
        for (Role role : new Role[] {Role.VIEWER, Role.DEVELOPER}) {
            Browser other = people.member(account, role);
            assertThat(other.get(LIST).expect(200).text()).contains("30.00").doesNotContain(NEW, "Mark as sent");
            assertThat(other.get(page).expect(200).text()).doesNotContain("Mark as sent", "Void");
            other.get(NEW).expect(403);
            String token = other.token("/console/profile");
            other.post(page + "/send", token).expect(403);
            other.post(NEW, token, "balances", ada.id() + ".USD").expect(403);
        }
        Browser stranger = people.owner(people.newAccount());
        stranger.get(page).expect(404);
        stranger.get(LIST + "/owed?affiliate=" + ada.id()).expect(404);
    }

    @Test
    void an_affiliates_page_tells_what_is_owed() {
        Payee ada = Payee.of(merchant, "Ada");
        String owed = LIST + "/owed?affiliate=" + ada.id();
        assertThat(manager.get(owed, "HX-Request", "true", "HX-Target", "owed").text())
                .contains("Nothing is owed");
        ada.earn("30.00");
        assertThat(manager.get(owed, "HX-Request", "true", "HX-Target", "owed").text())
                .contains("30.00", "1 conversion", "affiliate_ids=" + ada.id());
        assertThat(Browser.location(manager.get(owed))).isEqualTo(LIST + "?affiliate=" + ada.id());
    }

    @Test
    void files_hold_what_the_filters_say_and_no_formula() {
        Payee ada = Payee.of(merchant, "=Ada");
        ada.earn("30.00");
        String page = prepare(ada, "+1, \"thanks\"");
        Answer csv = manager.get(LIST + "/export.csv").expect(200);
        assertThat(csv.header("content-disposition")).contains("payments.csv");
        assertThat(csv.text().lines().skip(1))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(number(page) + "," + ada.id()
                                + ",'=Ada Partner,'=Ada@partners.example,,30.00,USD,PAYPAL,1,")
                        .endsWith(",\"'+1, \"\"thanks\"\"\""));
        assertThat(manager.get(LIST + "/paypal.csv").expect(409).text())
                .contains("Payment " + number(page) + " would go to =Ada@partners.example");
        merchant.get("/api/v1/payments/paypal.csv").expectProblem(409);
        merchant.patch("/api/v1/affiliates/" + ada.id(), "{\"paypal_email\":\"ada@pay.example\"}")
                .expect(200);
        assertThat(manager.get(LIST + "/paypal.csv").expect(200).text())
                .isEqualTo("ada@pay.example,30.00,USD,payment-" + number(page) + ",\"'+1, \"\"thanks\"\"\"\r\n");
        assertThat(manager.get(LIST + "/paypal.csv?status=sent").text()).isEmpty();
        Browser.location(manager.submit(page, page + "/void"));
        assertThat(manager.get(LIST + "/paypal.csv?status=voided").text()).isEmpty();
        manager.get(LIST + "/export.csv?status=lost").expect(400);
    }

    private void bring(String kind, String csv) {
        String id = merchant.calls()
                .post("/api/v1/imports?kind=" + kind, BodyPublishers.ofString(csv), "Content-Type", "text/csv")
                .expect(202)
                .text("/id");
        Await.until(Duration.ofSeconds(60), "the end of the import", () -> {
            Answer view = merchant.get("/api/v1/imports/" + id).expect(200);
            assertThat(view.json().path("refused").intValue()).as(view.text()).isZero();
            return !List.of("checking", "running").contains(view.text("/state"));
        });
    }

    private String prepare(Payee payee) {
        return prepare(payee, "");
    }

    private String prepare(Payee payee, String note) {
        return Browser.location(manager.submit(
                PREVIEW, NEW, "method", "PAYPAL", "note", note, "when", "later", "balances", payee.id() + ".USD"));
    }

    private static String number(String page) {
        return page.substring(LIST.length() + 1);
    }
}
