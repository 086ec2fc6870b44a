package dev.tributary.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Role;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.People;
import dev.tributary.server.testing.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The calculation rules, at the console and in the API. */
@Tag("database")
class RulesTest {
    private static final String API = "/api/v1/account";
    private static final String PAGE = "/console/settings/rules";

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Account account = server.bean(Accounts.class).get(merchant.account());
    private final People people = new People(server);

    @Test
    void the_api_shows_the_rules_and_changes_those_that_it_is_told() {
        Answer before = merchant.get(API).expect(200);
        assertThat(before.text("/currency")).isEqualTo("USD");
        assertThat(before.text("/time_zone")).isEqualTo("UTC");
        assertThat(before.json().path("sku_on_top").booleanValue()).isTrue();
        assertThat(before.json().path("excluded_coupons").size()).isZero();
        Answer after = merchant.patch(API, """
                {"coupon_first":true,"self_referral":true,"commission_on_tax":true,"time_zone":"Asia/Kolkata",\
                "excluded_coupons":["staff","STAFF","Vip 1"]}""").expect(200);
        assertThat(after.json()).isEqualTo(merchant.get(API).json());
        assertThat(after.json().path("coupon_first").booleanValue()).isTrue();
        assertThat(after.json().path("sku_on_top").booleanValue()).isTrue();
        assertThat(after.text("/time_zone")).isEqualTo("Asia/Kolkata");
        assertThat(after.json().path("excluded_coupons").toString()).isEqualTo("[\"STAFF\",\"VIP 1\"]");
        assertThat(merchant.patch(API, "{\"excluded_coupons\":[]}")
                        .json()
                        .path("excluded_coupons")
                        .size())
                .isZero();
        merchant.patch(API, "{\"coupon_first\":false}", "If-Match", before.header("etag"))
                .expectProblem(412);
        merchant.with(Scope.READ).patch(API, "{\"coupon_first\":false}").expectProblem(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"coupon_first\":\"yes\"} | coupon_first",
                "{\"time_zone\":\"Mars/Base\"} | time_zone",
                "{\"time_zone\":\"+25:00\"} | time_zone",
                "{\"excluded_coupons\":7} | excluded_coupons",
                "{\"excluded_coupons\":[7]} | excluded_coupons[0]",
                "{\"currency\":\"EUR\"} | currency",
                "{\"keep\":true} | keep"
            })
    void what_is_no_rule_is_refused_and_named(String body, String field) {
        Answer before = merchant.get(API);
        merchant.patch(API, body).expectBadField(field);
        assertThat(merchant.get(API).json()).isEqualTo(before.json());
    }

    @Test
    void each_switch_does_what_it_says() {
        long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
        merchant.partner(offer, "ada", ",\"coupon\":\"SELF\"");
        merchant.partner(offer, "bob", ",\"coupon\":\"STAFF\"");
        merchant.patch(API, "{\"excluded_coupons\":[\"staff\"],\"commission_on_shipping\":true}")
                .expect(200);
        Answer staff = order("1", "Staff", "j@example.com");
        assertThat(staff.text("/conversions/0/status")).isEqualTo("UNQUALIFIED");
        assertThat(merchant.get("/api/v1/conversions/" + staff.text("/conversions/0/id"))
                        .text("/attribution/losers/0/reason"))
                .isEqualTo("EXCLUDED_COUPON");
        assertThat(order("2", "SELF", "j@example.com").text("/conversions/0/commission_total"))
                .isEqualTo("2.50");
        assertThat(order("3", "SELF", "Ada@partners.example").text("/conversions/0/status"))
                .isEqualTo("UNQUALIFIED");
        merchant.patch(API, "{\"self_referral\":true,\"keep_unqualified\":false}")
                .expect(200);
        assertThat(order("4", "SELF", "Ada@partners.example").text("/conversions/0/status"))
                .isEqualTo("PENDING");
        assertThat(order("5", "STAFF", "j@example.com")
                        .json()
                        .path("conversions")
                        .size())
                .isZero();
    }

    @Test
    void a_manager_changes_them_on_the_page_and_sees_what_is_wrong_at_its_field() {
        Browser manager = people.member(account, Role.MANAGER);
        assertThat(manager.get(PAGE).expect(200).text())
                .contains(
                        "Calculation rules",
                        "name=\"sku_on_top\" value=\"true\" checked",
                        "name=\"version\" value=\"1\"");
        Answer refused = manager.submit(
                        PAGE,
                        PAGE,
                        "version",
                        "1",
                        "coupon_first",
                        "true",
                        "time_zone",
                        "Nowhere",
                        "excluded_coupons",
                        "A\nB")
                .expect(422);
        assertThat(refused.text())
                .contains(
                        "f-time_zone-wrong",
                        "name=\"coupon_first\" value=\"true\" checked",
                        "A\nB",
                        "Nothing was saved");
        assertThat(merchant.get(API).json().path("coupon_first").booleanValue()).isFalse();
        Browser.location(manager.submit(
                PAGE,
                PAGE,
                "version",
                "1",
                "coupon_first",
                "true",
                "time_zone",
                "Europe/Rome",
                "excluded_coupons",
                "a\r\nb, c"));
        Answer saved = merchant.get(API);
        assertThat(saved.json().path("coupon_first").booleanValue()).isTrue();
        assertThat(saved.json().path("sku_on_top").booleanValue()).isFalse();
        assertThat(saved.json().path("excluded_coupons").toString()).isEqualTo("[\"A\",\"B\",\"C\"]");
        assertThat(manager.submit(PAGE, PAGE, "version", "1", "time_zone", "UTC")
                        .expect(422)
                        .text())
                .contains("changed by someone else");
        Browser.location(manager.submit(PAGE, PAGE, "version", "2", "time_zone", "UTC", "excluded_coupons", " "));
        assertThat(merchant.get(API).json().path("excluded_coupons").size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "DEVELOPER"})
    void who_may_not_change_them_reads_them(Role role) {
        merchant.patch(API, "{\"excluded_coupons\":[\"<script>alert(1)</script>\"]}")
                .expect(200);
        Browser reader = people.member(account, role);
        assertThat(reader.get(PAGE).expect(200).text())
                .contains("Affiliates may refer themselves", "ALERT(1)", "Owners and managers")
                .doesNotContain("<SCRIPT>", "Save</button>");
        reader.post(PAGE, reader.token(PAGE), "version", "2", "time_zone", "UTC")
                .expect(403);
    }

    private Answer order(String id, String coupon, String email) {
        return merchant.post("/api/v1/orders", """
                {"order_id":"%s","discount_code":"%s","shipping":"5.00","customer":{"email":"%s"},\
                "items":[{"quantity":1,"price":"20.00"}]}""".formatted(id, coupon, email)).expect(201);
    }
}
