package dev.tributary.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Portal;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.testkit.Await;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Forms of the portal and files of imports, spoiled in one place: refused or harmless, and never a fault of ours. */
@Tag("database")
class HostileFormTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FIELD = Pattern.compile("<(?:input|select|textarea)[^>]* name=\"([^\"]+)\"");
    private static final List<String> SPOILED = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "12.3456789",
            "NaN",
            "null",
            "<script>alert(1)</script>",
            "=1+1",
            "\u202Egpj.exe",
            "\uD83D\uDE00".repeat(300),
            "x".repeat(20_000),
            "1969-12-31",
            "2026-13-45",
            "9999999-01-01",
            "a\r\nSet-Cookie: a=b",
            "'; drop table affiliate; --",
            "{\"a\":[1]}");

    private final Merchant merchant = SharedServer.server().merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final long affiliate = merchant.partner(offer, "ann", "").id();

    @ParameterizedTest
    @ValueSource(strings = {"/portal/profile", "/portal/profile/password"})
    void a_form_of_the_portal(String page) {
        Browser browser = Portal.of(merchant).enter(affiliate);
        List<String> fields = fields(browser.get("/portal/profile").expect(200).text());
        String token = browser.token("/portal/profile");
        assertThat(fields).isNotEmpty();
        for (String field : fields) {
            for (String spoiled : SPOILED) {
                Answer answer = browser.post(page, token, field, spoiled);
                assertThat(answer.status())
                        .as(field + " = " + spoiled)
                        .isLessThan(500)
                        .isNotIn(404, 405);
                assertThat(answer.text()).doesNotContain("<script>alert");
                assertThat(answer.headers().map()).doesNotContainEntry("set-cookie", List.of("a=b"));
            }
        }
        assertThat(browser.get("/portal/profile").expect(200).text()).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offers", "affiliates", "triggers", "conversions", "orders"})
    void a_file_of_an_import(String kind) {
        Map<String, String> good = good(kind);
        List<String> lines = new ArrayList<>(List.of(String.join(",", good.keySet())));
        for (String column : good.keySet()) {
            for (String spoiled : SPOILED) {
                Map<String, String> row = new LinkedHashMap<>(good);
                row.replaceAll((_, cell) -> cell.replace("#", String.valueOf(lines.size())));
                row.put(column, spoiled);
                lines.add(row.values().stream().map(HostileFormTest::cell).collect(Collectors.joining(",")));
            }
        }
        String file = String.join("\r\n", lines).replace("\0", ""); // a file with NUL is none: below
        JsonNode view = end(upload(kind, file).expect(202).text("/id"));
        assertThat(view.path("state").stringValue()).isEqualTo("finished");
        int rows = lines.size() - 1;
        int taken = view.path("new").intValue()
                + view.path("changed").intValue()
                + view.path("unchanged").intValue();
        assertThat(taken + view.path("refused").intValue()).isEqualTo(rows);
        assertThat(taken).as("the harmless ones").isPositive();
        assertThat(view.path("refused").intValue()).isPositive();
        assertThat(merchant.get("/api/v1/imports/" + view.path("id").stringValue() + "/rows.csv")
                        .expect(200)
                        .text())
                .as("what was found when it was stored should have been found before")
                .doesNotContain("can't be stored");
    }

    @Test
    void a_file_that_is_none() {
        for (String file : List.of("\0", "name\r\na\0b", "\"", "\uFEFF", ",,,,\r\n,,,,", "x".repeat(100_000))) {
            int status = upload("offers", file).status();
            assertThat(status).as(file.substring(0, Math.min(9, file.length()))).isBetween(200, 422);
        }
    }

    private static Map<String, String> good(String kind) {
        String columns = switch (kind) {
            case "offers" ->
                "name=Offer #;type=PERCENT_OF_SALE;amount=10;window_days=30;auto_approve_days=5;sku_overrides=;tiers=;"
                        + "tier_basis=;tier_window_days=;renewal_limit=;created=2020-01-01";
            case "affiliates" ->
                "first_name=Ann;last_name=Lee;email=a#@example.com;status=ACTIVE;company=A;paypal_email=;country=US;"
                        + "phone_number=1;zip=1;city=X;coupon=C#;created=2020-01-01";
            case "triggers" -> "type=COUPON;trigger=T#;affiliate_email=ann@partners.example;created=2020-01-01";
            case "conversions" ->
                "order_id=H#;affiliate_email=ann@partners.example;status=APPROVED;payment_status=UNPAID;total=10.00;"
                        + "commissionable_total=10.00;commission_total=1.00;currency=USD;created=2020-01-01;notes=n;"
                        + "customer_name=B;customer_email=b@example.com;coupon_code=c;total_items=1;source=LINK";
            default ->
                "order_id=O#;currency_code=USD;sku=s;name=Tea;quantity=1;price=5.00;shipping=1.00;tax=0;discount=0;"
                        + "discount_code=;customer_name=B;customer_email=b@example.com;created=2026-01-01;landed_url=;"
                        + "cart_id=;is_subscription=false;subscription_id=;test=false";
        };
        Map<String, String> good = new LinkedHashMap<>();
        for (String column : columns.split(";", -1)) {
            good.put(column.substring(0, column.indexOf('=')), column.substring(column.indexOf('=') + 1));
        }
        return good;
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static List<String> fields(String html) {
        return FIELD.matcher(html)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("_csrf"))
                .distinct()
                .toList();
    }

    private Answer upload(String kind, String csv) {
        return merchant.calls()
                .post(
                        "/api/v1/imports?kind=" + kind,
                        BodyPublishers.ofString(csv),
                        "Content-Type",
                        "text/csv; charset=utf-8");
    }

    private JsonNode end(String id) {
        return Await.value(PATIENCE, "the end of " + id, () -> {
            JsonNode view = merchant.get("/api/v1/imports/" + id).expect(200).json();
            return view.path("state").stringValue("").endsWith("ing") ? Optional.empty() : Optional.of(view);
        });
    }
}
