package dev.tributary.server.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.click.Clicks;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an affiliate sees of their own. */
@Tag("database")
@Tag("once")
class PortalPagesTest {
    private final Merchant merchant = PortalHouse.SERVER.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final Partner partner = merchant.partner(offer, PortalHouse.name(), "");
    private final Browser browser = PortalHouse.enter(merchant, partner);

    @Test
    void an_empty_portal_teaches() {
        assertThat(browser.get("/portal").expect(200).text())
                .contains("Your link is ready", partner.link(), "0.00\u00a0USD", "Choose a password");
        assertThat(browser.get("/portal/links").expect(200).text()).contains("Build a link", "You have none.");
        assertThat(browser.get("/portal/clicks").expect(200).text()).contains("No clicks in this time");
        assertThat(browser.get("/portal/conversions").expect(200).text()).contains("No conversions yet");
        assertThat(browser.get("/portal/payments").expect(200).text()).contains("No payments yet", "names no PayPal");
    }

    @Test
    void the_balance_follows_what_is_earned_approved_refunded_and_paid() {
        long first = sell("1", "100.00");
        sell("2", "30.00");
        merchant.post("/api/v1/orders", order("3", "999.00", ",\"test\":true")).expect(201);
        assertThat(words("/portal"))
                .contains("To be paid 0.00 USD", "Waiting for approval 13.00 USD")
                .contains("Today Clicks 0 Conversions 2 Commission 13.00 USD");
        change(first, "APPROVED");
        assertThat(words("/portal")).contains("To be paid 10.00 USD", "Waiting for approval 3.00 USD");

        Answer paid = merchant.post(
                        "/api/v1/payments",
                        "{\"affiliate_id\":%d,\"minimum\":\"0.00\",\"note\":\"for our books\"}".formatted(partner.id()))
                .expect(201);
        assertThat(words("/portal")).contains("To be paid 0.00 USD", "Paid so far 10.00 USD", "Paid 10.00 USD");
        assertThat(words("/portal/payments"))
                .contains(paid.text("/id"), "10.00 USD")
                .doesNotContain("for our books");
        assertThat(words("/portal/conversions")).contains("approved paid", "test order, not in any sum");
    }

    @Test
    void a_prepared_payment_is_not_shown_and_takes_nothing_from_the_balance() {
        change(sell("1", "100.00"), "APPROVED");
        merchant.post(
                        "/api/v1/payments",
                        "{\"affiliate_id\":%d,\"minimum\":\"0.00\",\"draft\":true}".formatted(partner.id()))
                .expect(201);
        assertThat(words("/portal/payments")).contains("To be paid 10.00 USD", "No payments yet");
    }

    @Test
    void conversions_are_filtered_and_paged() {
        long first = sell("1", "100.00");
        change(first, "APPROVED");
        long second = sell("2", "30.00");
        assertThat(words("/portal/conversions?status=approved"))
                .contains(String.valueOf(first))
                .doesNotContain(String.valueOf(second));
        Answer page = browser.get("/portal/conversions?limit=1").expect(200);
        String next = page.text()
                .replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1")
                .replace("&amp;", "&");
        assertThat(words(next)).contains(String.valueOf(first)).doesNotContain(String.valueOf(second));
        assertThat(browser.get("/portal/conversions?status=x").expect(400).text())
                .contains("must be pending");
        browser.get("/portal/conversions?cursor=x").expect(400);
        browser.get("/portal/payments?limit=x").expect(400);
    }

    @Test
    void links_are_built_and_a_wrong_page_comes_back_with_its_error() {
        String coupon = "TEA" + partner.code();
        merchant.post(
                "/api/v1/affiliates/" + partner.id() + "/triggers",
                "{\"type\":\"COUPON\",\"trigger\":\"%s\"}".formatted(coupon));
        merchant.patch("/api/v1/tracking", "{\"hosts\":[\"shop.example\"]}").expect(200);
        String built = browser.get("/portal/links?page=shop.example/tea%3Fa=1&subid=may")
                .expect(200)
                .text();
        assertThat(built)
                .contains("https://shop.example/tea?a=1&amp;" + partner.link() + "&amp;subid=may")
                .contains("/go/", "to=https%3A%2F%2Fshop.example%2Ftea%3Fa%3D1")
                .contains("https://shop.example/?" + partner.link(), coupon.toUpperCase(Locale.ROOT));
        assertThat(browser.get("/portal/links?page=other.example/").expect(200).text())
                .doesNotContain("/go/");
        Answer wrong = browser.get("/portal/links?page=%3Cscript%3E&subid=kept").expect(422);
        assertThat(wrong.text())
                .contains("aria-invalid=\"true\"", "value=\"kept\"", "value=\"&lt;script>\"")
                .doesNotContain("<script>");
        assertThat(browser.get("/portal").text()).contains("https://shop.example/?" + partner.link());
    }

    @Test
    void clicks_are_shown_by_day_sub_id_and_where_they_came_from() {
        merchant.patch("/api/v1/tracking", "{\"hosts\":[\"shop.example\"]}").expect(200);
        String link = browser.get("/portal/links?page=shop.example&subid=spring-post")
                .text()
                .replaceAll("(?s).*(/go/pub_[^<]+)</code>.*", "$1")
                .replace("&amp;", "&");
        Answer led = PortalHouse.SERVER
                .stranger()
                .get(
                        link,
                        "User-Agent",
                        "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
                        "Referer",
                        "https://blog.example/x")
                .expect(302);
        assertThat(led.header("location")).startsWith("https://shop.example/?" + partner.link());
        PortalHouse.SERVER.bean(Clicks.class).settle();
        assertThat(words("/portal/clicks?days=7")).contains("spring-post 1", "blog.example 1");
        assertThat(words("/portal")).contains("Today Clicks 1");
        browser.get("/portal/clicks?days=zzz").expect(200);
    }

    @Test
    void hostile_texts_stay_texts() {
        String markup = "<img src=x onerror=alert(1)>";
        merchant.patch(
                        "/api/v1/affiliates/" + partner.id(),
                        "{\"first_name\":\"%s\",\"company\":\"%s\"}".formatted(markup, markup))
                .expect(200);
        for (String page : new String[] {"/portal", "/portal/profile", "/portal/links?page=" + "%3Cimg%3E"}) {
            assertThat(browser.get(page).text()).doesNotContain("<img");
        }
        assertThat(browser.get("/portal").header("content-security-policy")).contains("default-src 'none'");
        assertThat(browser.get("/portal").header("cache-control")).isEqualTo("no-store");
        assertThat(browser.get("/portal/nothing").expect(404).text()).contains("href=\"/portal\"");
    }

    private long sell(String id, String price) {
        return merchant.post("/api/v1/orders", order(id, price, ""))
                .expect(201)
                .json()
                .at("/conversions/0/id")
                .asLong();
    }

    private String order(String id, String price, String more) {
        return """
                {"order_id":"%s","affiliate_id":%d,"items":[{"name":"Tea","quantity":1,"price":"%s"}]%s}
                """.formatted(id, partner.id(), price, more);
    }

    private void change(long conversion, String status) {
        merchant.post("/api/v1/conversions/status", "{\"ids\":[%d],\"status\":\"%s\"}".formatted(conversion, status))
                .expect(200);
    }

    /** A page's words, one space between them. */
    private String words(String page) {
        return browser.get(page).expect(200).text().replaceAll("<[^>]*>", " ").replaceAll("[\\s\u00a0]+", " ");
    }
}
