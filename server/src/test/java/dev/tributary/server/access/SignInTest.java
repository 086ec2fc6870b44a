package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.UserId;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import java.net.HttpCookie;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("once")
class SignInTest {
    private static final String PAGE = "/console/sign-in";
    private static final String PASSWORD = "correct horse battery";

    private final LiveServer server = House.SERVER;
    private final People people = House.PEOPLE;
    private final Account account = people.newAccount();
    private final UserId owner = people.ownerOf(account).id();
    private final String email = "owner" + account.name().substring("Shop ".length()) + "@example.com";
    private final Browser browser = people.stranger();

    @Test
    void a_link_lets_the_owner_choose_a_password_once_and_then_the_password_signs_in() {
        String link = link();
        assertThat(browser.get(link).expect(200).text()).contains(account.name(), email);
        browser.submit(link, link, "password", "short").expect(422);
        assertThat(Browser.location(browser.submit(link, link, "password", PASSWORD)))
                .isEqualTo("/console");
        browser.get("/console/settings/team").expect(200);

        Browser other = people.stranger();
        other.get(link).expect(410);
        assertThat(Browser.location(signIn(other, PASSWORD))).isEqualTo("/console");
        other.get("/console/settings/team").expect(200);
    }

    @Test
    void a_link_ends_with_its_day() {
        String link = link();
        House.CLOCK.advance(Duration.ofHours(25));
        browser.get(link).expect(410);
        browser.get("/console/sign-in/nonsense").expect(410);
    }

    @Test
    void a_wrong_password_and_a_name_that_nobody_has_get_the_same_answer() {
        choosePassword();
        Answer wrong = signIn(people.stranger(), "wrong password").expect(422);
        Browser other = people.stranger();
        Answer unknown = other.submit(PAGE, PAGE, "email", "nobody" + email, "password", PASSWORD)
                .expect(422);
        assertThat(plain(unknown).replace("nobody", "")).isEqualTo(plain(wrong));
        assertThat(wrong.text()).doesNotContain("wrong password");
        assertThat(other.cookie("tributary")).isEmpty();
    }

    @Test
    void after_ten_failures_nothing_is_tried_for_a_quarter_of_an_hour_whoever_is_named() {
        choosePassword();
        for (String name : new String[] {email, "ghost-" + email}) {
            Browser guesser = people.stranger();
            for (int i = 0; i < 10; i++) {
                House.CLOCK.advance(Duration.ofSeconds(20));
                guesser.submit(PAGE, PAGE, "email", name, "password", "wrong " + i)
                        .expect(422);
            }
            House.CLOCK.advance(Duration.ofSeconds(20));
            Answer locked = guesser.submit(PAGE, PAGE, "email", name, "password", PASSWORD)
                    .expect(429);
            assertThat(locked.headers().firstValueAsLong("retry-after").orElse(0))
                    .isBetween(60L, 900L);
        }
        House.CLOCK.advance(Duration.ofMinutes(16));
        Browser.location(signIn(people.stranger(), PASSWORD));
    }

    /** One guesser behind the proxy must lock out nobody else, nor get away by a line that they write themselves. */
    @Test
    void behind_a_proxy_everybody_counts_for_themselves() {
        choosePassword();
        for (int i = 0; i < 10; i++) {
            House.CLOCK.advance(Duration.ofSeconds(20));
            Browser guesser = people.stranger().through("203.0.113." + i, "198.51.100.9");
            signIn(guesser, "wrong " + i).expect(422);
        }
        signIn(people.stranger().through("203.0.113.77", "198.51.100.9"), PASSWORD)
                .expect(429);
        Browser.location(signIn(people.stranger().through("198.51.100.10"), PASSWORD));
    }

    @Test
    void after_five_failures_the_next_attempt_must_wait() {
        choosePassword();
        Browser guesser = people.stranger();
        for (int i = 0; i < 5; i++) {
            signIn(guesser, "wrong " + i).expect(422);
        }
        signIn(guesser, PASSWORD).expect(429);
        House.CLOCK.advance(Duration.ofSeconds(2));
        Browser.location(signIn(guesser, PASSWORD));
    }

    @Test
    void a_session_has_a_name_that_nobody_knew_before() {
        choosePassword();
        browser.plant("tributary", "ZmE2ZjM5NGEtMTIzNC00ZjFhLTkyYjAtMzQ1Njc4OTAxMjM0");
        Browser.location(signIn(browser, PASSWORD));
        HttpCookie first = browser.cookie("tributary").orElseThrow();
        assertThat(first.getValue()).doesNotStartWith("ZmE2ZjM5");
        assertThat(first.getPath()).isEqualTo("/console");
        assertThat(first.isHttpOnly()).isTrue();

        String again = link();
        Browser.location(browser.submit(again, again));
        assertThat(browser.cookie("tributary").orElseThrow().getValue()).isNotEqualTo(first.getValue());
    }

    @Test
    void a_session_keeps_its_name_and_its_forms_stay_good_while_it_lasts() {
        Browser theirs = people.owner(account);
        HttpCookie before = theirs.cookie("tributary").orElseThrow();
        String token = theirs.token("/console/profile");
        theirs.get("/console/settings/team").expect(200);
        assertThat(theirs.cookie("tributary").orElseThrow().getValue()).isEqualTo(before.getValue());
        Browser.location(theirs.post("/console/sign-out", token));
    }

    @Test
    void a_form_without_our_token_changes_nothing() {
        Browser theirs = people.owner(account);
        theirs.post("/console/sign-out-everywhere", "").expect(403);
        theirs.post("/console/settings/team/invitations", "x", "email", "a@example.com", "role", "owner")
                .expect(403);
        theirs.get("/console/settings/team").expect(200);
        browser.post(PAGE, "", "email", email, "password", PASSWORD).expect(403);
    }

    @Test
    void signing_out_everywhere_ends_every_session_and_signing_out_this_one() {
        Browser one = people.owner(account);
        Browser two = people.owner(account);
        Browser three = people.owner(account);
        assertThat(Browser.location(one.submit("/console/profile", "/console/sign-out")))
                .isEqualTo(PAGE);
        assertThat(Browser.location(one.get("/console/profile"))).isEqualTo(PAGE + "?next=%2Fconsole%2Fprofile");
        two.get("/console/profile").expect(200);
        Browser.location(two.submit("/console/profile", "/console/sign-out-everywhere"));
        two.get("/console/profile").expect(303);
        three.get("/console/profile").expect(303);
    }

    @Test
    void changing_the_password_needs_the_old_one_and_ends_the_other_sessions() {
        choosePassword();
        Browser mine = people.stranger();
        Browser.location(signIn(mine, PASSWORD));
        String page = "/console/profile";
        String action = "/console/profile/password";
        mine.submit(page, action, "current", "not this one", "password", "a new password")
                .expect(422);
        mine.submit(page, action, "current", PASSWORD, "password", email).expect(422);
        browser.get(page).expect(200);
        Browser.location(mine.submit(page, action, "current", PASSWORD, "password", "a new password"));
        mine.get(page).expect(200);
        browser.get(page).expect(303);
        signIn(people.stranger(), PASSWORD).expect(422);
        Browser.location(signIn(people.stranger(), "a new password"));
    }

    @Test
    void a_session_ends_when_it_idles_for_twelve_hours_and_after_two_weeks_in_any_case() {
        Browser idle = people.owner(account);
        House.CLOCK.advance(Duration.ofHours(11));
        idle.get("/console/profile").expect(200);
        House.CLOCK.advance(Duration.ofHours(13));
        idle.get("/console/profile").expect(303);

        Browser busy = people.owner(account);
        for (int hours = 0; hours < 14 * 24; hours += 8) {
            busy.get("/console/profile").expect(200);
            House.CLOCK.advance(Duration.ofHours(8));
        }
        House.CLOCK.advance(Duration.ofMinutes(1));
        busy.get("/console/profile").expect(303);
    }

    @Test
    void after_signing_in_one_sees_the_page_that_was_asked_for_if_it_is_ours() {
        choosePassword();
        assertThat(Browser.location(browser("/console/settings/team?x=1"))).isEqualTo("/console/settings/team?x=1");
        for (String next : new String[] {
            "//evil.example",
            "https://evil.example/console",
            "/console//evil.example",
            "/console/../x",
            "/console/sign-out"
        }) {
            assertThat(Browser.location(browser(next))).as(next).isEqualTo("/console");
        }
    }

    @Test
    void looking_at_the_sign_in_page_opens_no_session() {
        browser.get(PAGE).expect(200);
        assertThat(browser.cookie("tributary")).isEmpty();
        assertThat(browser.cookie("tributary-form").orElseThrow().isHttpOnly()).isTrue();
    }

    @Test
    void nothing_but_the_console_knows_a_session() {
        Browser theirs = people.owner(account);
        theirs.get("/api/v1/offers").expect(401);
        assertThat(theirs.get("/livez").expect(200).headers().allValues("set-cookie"))
                .isEmpty();
    }

    private Answer browser(String next) {
        return people.stranger().submit(PAGE, PAGE, "email", email, "password", PASSWORD, "next", next);
    }

    private String link() {
        return server.bean(SignInLinks.class).create(account.id(), owner);
    }

    private void choosePassword() {
        String link = link();
        Browser.location(browser.submit(link, link, "password", PASSWORD));
    }

    private Answer signIn(Browser with, String password) {
        return with.submit(PAGE, PAGE, "email", email, "password", password);
    }

    /** The page without its token. */
    private static String plain(Answer answer) {
        return answer.text().replaceAll("value=\"[^\"]{60,}\"", "").replaceAll("hx-headers=\"[^\"]*\"", "");
    }
}
