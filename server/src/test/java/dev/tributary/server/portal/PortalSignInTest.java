package dev.tributary.server.portal;

import static dev.tributary.server.portal.PortalHouse.CLOCK;
import static dev.tributary.server.portal.PortalHouse.PASSWORD;
import static dev.tributary.server.portal.PortalHouse.SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import java.net.HttpCookie;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class PortalSignInTest {
    private final Merchant merchant = PortalHouse.SERVER.merchant();
    private final long offer = merchant.offer("PERCENT_OF_SALE", "10", "");
    private final String name = PortalHouse.name();
    private final String email = PortalHouse.email(name);
    private final Partner partner = merchant.partner(offer, name, "");
    private final Browser browser = PortalHouse.PEOPLE.stranger();

    @Test
    void the_merchants_link_is_shown_once_and_lets_the_affiliate_in_once() {
        Browser owner = PortalHouse.owner(merchant);
        String page = "/console/affiliates/" + partner.id();
        assertThat(owner.get(page).text()).contains(page + "/portal-link");
        String shown = owner.submit(page + "/portal-link", page + "/portal-link")
                .expect(200)
                .text();
        String link = shown.replaceAll("(?s).*(/portal/enter/[\\w-]+).*", "$1");

        assertThat(browser.get(link).expect(200).text()).contains(email);
        assertThat(browser.get(link).expect(200).text()).contains("Come in");
        assertThat(Browser.location(browser.submit(link, link))).isEqualTo("/portal");
        assertThat(browser.get("/portal").expect(200).text()).contains(partner.link());
        PortalHouse.PEOPLE.stranger().get(link).expect(410);
    }

    @Test
    void a_link_ends_with_its_hour_with_the_next_one_and_with_the_affiliates_address() {
        String first = PortalHouse.link(merchant, partner);
        String second = PortalHouse.link(merchant, partner);
        browser.get(first).expect(410);
        browser.get(second).expect(200);
        CLOCK.advance(Duration.ofMinutes(61));
        browser.get(second).expect(410);

        String third = PortalHouse.link(merchant, partner);
        merchant.patch("/api/v1/affiliates/" + partner.id(), "{\"email\":\"moved-" + email + "\"}")
                .expect(200);
        browser.get(third).expect(410);
        browser.get("/portal/enter/nonsense").expect(410);
    }

    @Test
    void a_password_signs_in_and_a_new_one_ends_the_other_sessions() {
        Browser first = PortalHouse.withPassword(merchant, partner);
        first.get("/portal").expect(200);
        Browser.location(signIn(browser, PASSWORD));
        browser.get("/portal").expect(200);

        String other = "another horse battery";
        browser.submit("/portal/profile", "/portal/profile/password", "current", "wrong", "password", other)
                .expect(422);
        Browser.location(
                browser.submit("/portal/profile", "/portal/profile/password", "current", PASSWORD, "password", other));
        browser.get("/portal").expect(200);
        assertThat(Browser.location(first.get("/portal"))).isEqualTo(SIGN_IN);
        signIn(PortalHouse.PEOPLE.stranger(), PASSWORD).expect(422);
        Browser.location(signIn(PortalHouse.PEOPLE.stranger(), other));
    }

    @Test
    void wrong_unknown_denied_and_disabled_get_the_same_answer() {
        PortalHouse.withPassword(merchant, partner);
        String wrong = plain(signIn(browser, "wrong password").expect(422));
        Answer unknown = browser.submit(SIGN_IN, SIGN_IN, "email", "x" + email, "password", PASSWORD)
                .expect(422);
        assertThat(plain(unknown).replace("x" + email, email)).isEqualTo(wrong);
        for (String status : new String[] {"DENIED", "DISABLED"}) {
            status(status);
            assertThat(plain(signIn(PortalHouse.PEOPLE.stranger(), PASSWORD).expect(422)))
                    .isEqualTo(wrong);
        }
        assertThat(browser.cookie("tributary-portal")).isEmpty();
    }

    @Test
    void after_ten_failures_nothing_is_tried_for_a_quarter_of_an_hour() {
        PortalHouse.withPassword(merchant, partner);
        for (int i = 0; i < 10; i++) {
            CLOCK.advance(Duration.ofSeconds(70));
            signIn(browser, "wrong " + i).expect(422);
        }
        CLOCK.advance(Duration.ofSeconds(70));
        Answer locked = signIn(browser, PASSWORD).expect(429);
        assertThat(locked.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 900L);
        CLOCK.advance(Duration.ofMinutes(16));
        Browser.location(signIn(PortalHouse.PEOPLE.stranger(), PASSWORD));
    }

    @Test
    void a_mail_brings_a_link_and_the_answer_does_not_tell_who_is_known() {
        String page = SIGN_IN + "/mail";
        String known = plain(browser.submit(page, page, "email", email).expect(200));
        Browser other = PortalHouse.PEOPLE.stranger();
        String unknown = plain(other.submit(page, page, "email", "x" + email).expect(200));
        assertThat(unknown.replace("x" + email, email)).isEqualTo(known);

        String link = PortalHouse.linkIn(PortalHouse.mails(email, 1).getFirst());
        assertThat(Browser.location(browser.submit(link, link))).isEqualTo("/portal");
        browser.get("/portal").expect(200);
        PortalHouse.PEOPLE.stranger().get(link).expect(410);
        assertThat(PortalHouse.mails("x" + email)).isEmpty();
    }

    @Test
    void a_forgotten_password_is_replaced_by_a_mails_link() {
        PortalHouse.withPassword(merchant, partner);
        String page = SIGN_IN + "/mail?for=password";
        browser.submit(page, SIGN_IN + "/mail", "for", "password", "email", email)
                .expect(200);
        String link = PortalHouse.linkIn(PortalHouse.mails(email, 1).getFirst());
        browser.submit(link, link, "password", "short").expect(422);
        Browser.location(browser.submit(link, link, "password", "a whole new phrase"));
        browser.get("/portal").expect(200);
        signIn(PortalHouse.PEOPLE.stranger(), PASSWORD).expect(422);
        Browser.location(signIn(PortalHouse.PEOPLE.stranger(), "a whole new phrase"));
    }

    @Test
    void a_mailbox_gets_no_more_than_a_few_links_an_hour() {
        String page = SIGN_IN + "/mail";
        for (int i = 0; i < 7; i++) {
            CLOCK.advance(Duration.ofSeconds(10));
            browser.submit(page, page, "email", email).expect(200);
            int sent = Math.min(i + 1, 5);
            PortalHouse.mails(email, sent);
        }
        String other = PortalHouse.email(PortalHouse.name());
        merchant.post("/api/v1/affiliates", affiliate(other)).expect(201);
        browser.submit(page, page, "email", other).expect(200);
        PortalHouse.mails(other, 1);
        assertThat(PortalHouse.mails(email)).hasSize(5);
    }

    @Test
    void who_is_approved_is_mailed_a_link_to_choose_a_password_by() {
        String waiting = PortalHouse.name();
        long number = merchant.post(
                        "/api/v1/affiliates",
                        "{\"first_name\":\"Pen\",\"email\":\"%s\",\"offer_id\":%d,\"status\":\"PENDING\"}"
                                .formatted(PortalHouse.email(waiting), offer))
                .expect(201)
                .id();
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"ACTIVE\"}".formatted(number))
                .expect(200);
        String link = PortalHouse.linkIn(
                PortalHouse.mails(PortalHouse.email(waiting), 1).getFirst());
        CLOCK.advance(Duration.ofDays(6));
        assertThat(browser.get(link).expect(200).text()).contains("Choose a password");
        Browser.location(browser.submit(link, link, "password", PASSWORD));
        assertThat(browser.get("/portal").expect(200).text()).contains("rfsn=" + number);
        PortalHouse.PEOPLE.stranger().get(link).expect(410);
    }

    @Test
    void one_address_in_several_programmes_chooses_and_changes() {
        Merchant second = PortalHouse.SERVER.merchant();
        Partner there = second.partner(second.offer("PERCENT_OF_SALE", "5", ""), name, "");
        PortalHouse.withPassword(merchant, partner);
        PortalHouse.withPassword(second, there);

        assertThat(Browser.location(signIn(browser, PASSWORD))).isEqualTo("/portal/choose");
        assertThat(Browser.location(browser.get("/portal/links"))).isEqualTo("/portal/choose");
        assertThat(browser.get("/portal/choose").text()).contains(partner.code(), there.code());
        Browser.location(choose(browser, second, there));
        assertThat(browser.get("/portal").text()).contains(there.link()).doesNotContain(partner.link());
        Browser.location(choose(browser, merchant, partner));
        assertThat(browser.get("/portal").text()).contains(partner.link()).doesNotContain(there.link());
    }

    @Test
    void signing_out_everywhere_ends_every_session() {
        Browser first = PortalHouse.enter(merchant, partner);
        Browser second = PortalHouse.enter(merchant, partner);
        Browser.location(first.submit("/portal/profile", "/portal/sign-out-everywhere"));
        assertThat(Browser.location(first.get("/portal"))).isEqualTo(SIGN_IN);
        assertThat(Browser.location(second.get("/portal"))).isEqualTo(SIGN_IN);
        Browser third = PortalHouse.enter(merchant, partner);
        Browser.location(third.submit("/portal", "/portal/sign-out"));
        assertThat(Browser.location(third.get("/portal"))).isEqualTo(SIGN_IN);
    }

    @Test
    void a_session_ends_after_a_day_without_use() {
        Browser theirs = PortalHouse.enter(merchant, partner);
        CLOCK.advance(Duration.ofHours(23));
        theirs.get("/portal").expect(200);
        CLOCK.advance(Duration.ofHours(25));
        assertThat(Browser.location(theirs.get("/portal"))).isEqualTo(SIGN_IN);
    }

    @Test
    void the_cookie_is_the_portals_and_a_form_without_its_token_does_nothing() {
        Browser theirs = PortalHouse.enter(merchant, partner);
        HttpCookie cookie = theirs.cookie("tributary-portal").orElseThrow();
        assertThat(cookie.getPath()).isEqualTo("/portal");
        assertThat(cookie.isHttpOnly()).isTrue();
        theirs.post("/portal/sign-out-everywhere", "made-up").expect(403);
        theirs.get("/portal").expect(200);
        browser.post(SIGN_IN, "made-up", "email", email, "password", PASSWORD).expect(403);
    }

    private static Answer choose(Browser browser, Merchant merchant, Partner partner) {
        return browser.submit("/portal/choose", "/portal/choose", "programme", merchant.account() + "/" + partner.id());
    }

    private String affiliate(String address) {
        return "{\"first_name\":\"Other\",\"email\":\"%s\",\"offer_id\":%d,\"status\":\"ACTIVE\"}"
                .formatted(address, offer);
    }

    private void status(String status) {
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[%d],\"status\":\"%s\"}".formatted(partner.id(), status))
                .expect(200);
    }

    private Answer signIn(Browser who, String password) {
        return who.submit(SIGN_IN, SIGN_IN, "email", email, "password", password);
    }

    /** Without the form's token, which differs each time. */
    private static String plain(Answer answer) {
        return answer.text().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "").replaceAll("X-CSRF-TOKEN[^}]+", "");
    }
}
