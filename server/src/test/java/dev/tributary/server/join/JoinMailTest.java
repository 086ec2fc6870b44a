package dev.tributary.server.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.CaughtMail;
import dev.tributary.testkit.MailCatcher;
import dev.tributary.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing up where a mail server is set up. */
@Tag("database")
class JoinMailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("http://\\S+(/join/\\S+)");
    private static final SettableClock CLOCK = SettableClock.at("2026-05-01T12:00:00Z");
    private static final MailCatcher MAILS = MailCatcher.start();
    private static final LiveServer SERVER = LiveServer.start(
            Map.of(
                    "TRIBUTARY_SMTP_URL",
                    "smtp://127.0.0.1:" + MAILS.port(),
                    "TRIBUTARY_MAIL_FROM",
                    "shop@tributary.example"),
            CLOCK);

    private final Merchant merchant = SERVER.merchant();
    private final Lobby lobby = new Lobby(SERVER, merchant);

    @AfterAll
    static void stop() {
        SERVER.close();
        MAILS.close();
    }

    @Test
    void a_form_is_good_as_soon_as_somebody_can_have_filled_it_in() {
        Matcher token = Pattern.compile("name=\"form\" value=\"([^\"]+)\"")
                .matcher(lobby.open().text());
        assertThat(token.find()).isTrue();
        CLOCK.advance(FormTokens.QUICKEST);
        Browser.location(lobby.post(lobby.path(), token.group(1), "first_name", "Quin", "email", "quin@example.com"));
        assertThat(mail("quin@example.com", 1).text()).contains("looked at by a person");
    }

    @Test
    void an_address_is_confirmed_by_a_button_behind_the_link_that_went_to_it() {
        lobby.change("{\"confirm_email\":true,\"name\":\"Tea\\u202e friends\"}");
        String thanks = Browser.location(lobby.send("first_name", "Cleo", "email", "cleo@example.com"));
        assertThat(get(thanks)).contains("One more step");
        assertThat(merchant.rows("affiliate")).isZero();

        CaughtMail mail = mail("cleo@example.com", 1);
        assertThat(mail.header("Subject").orElseThrow()).isEqualTo("Please confirm your address for Tea friends");
        String link = link(mail);
        assertThat(get(link)).contains("Complete my sign-up");
        assertThat(merchant.rows("affiliate")).isZero();
        thanks = Browser.location(lobby.post(link, ""));
        assertThat(get(thanks)).contains("a person will look at it");
        assertThat(merchant.topics("")).containsExactly("affiliate.created");
        SERVER.stranger().get(link).expect(410);
        lobby.post(link, "").expect(410);
        assertThat(merchant.rows("affiliate")).isEqualTo(1);
    }

    @Test
    void who_is_in_at_once_is_mailed_their_link_and_a_way_into_the_portal() {
        lobby.change("{\"status\":\"ACTIVE\"}");
        assertThat(lobby.open().text()).contains("/portal/sign-in");
        Browser.location(lobby.send("first_name", "Eve", "email", "eve@example.com"));
        assertThat(mail("eve@example.com", 1).text()).contains("?rfsn=", "/portal/enter/", "/portal/sign-in");
    }

    @Test
    void a_link_that_was_not_followed_for_two_days_is_over() {
        lobby.change("{\"confirm_email\":true}");
        Browser.location(lobby.send("first_name", "Dora", "email", "dora@example.com"));
        String link = link(mail("dora@example.com", 1));
        CLOCK.advance(Duration.ofHours(49));
        lobby.post(link, "").expect(410);
        assertThat(merchant.rows("affiliate")).isZero();
    }

    @Test
    void who_confirms_after_the_terms_have_changed_gets_the_form_back_filled_in() {
        lobby.change("{\"confirm_email\":true}");
        Browser.location(lobby.send("first_name", "Ed", "email", "ed@example.com"));
        lobby.change("{\"terms\":\"Be kind.\"}");
        String again =
                lobby.post(link(mail("ed@example.com", 1)), "").expect(422).text();
        assertThat(again).contains("must be accepted", "value=\"Ed\"", "The page has changed");
        assertThat(merchant.rows("affiliate")).isZero();
    }

    @Test
    void who_is_known_is_told_so_by_mail_and_a_few_times_only() {
        Browser.location(lobby.send("first_name", "Flo", "email", "flo@example.com"));
        mail("flo@example.com", 1);
        for (int i = 0; i < 6; i++) {
            Browser.location(lobby.send("first_name", "<b>Spam</b>", "email", "FLO@example.com"));
        }
        CaughtMail known = mail("flo@example.com", 1 + SignUpGuard.MOST_MAILS);
        assertThat(known.text()).contains("you have signed up before").doesNotContain("Spam");
        mark("after-flo@example.com");
        assertThat(to("flo@example.com")).hasSize(1 + SignUpGuard.MOST_MAILS);
        assertThat(merchant.rows("affiliate")).isEqualTo(2);
    }

    @Test
    void an_invitation_is_mailed_and_its_link_shown_to_nobody_else() {
        String path = "/api/v1/programmes/" + lobby.id + "/invitations";
        assertThat(merchant.post(path, "{\"emails\":[\"gil@example.com\"]}")
                        .expect(201)
                        .json()
                        .path("results")
                        .path(0)
                        .path("url")
                        .isNull())
                .isTrue();
        CaughtMail mail = mail("gil@example.com", 1);
        Browser.location(lobby.post(link(mail), "", "first_name", "Gil"));
        assertThat(mail("gil@example.com", 2).text()).contains("You are an affiliate", "?rfsn=100001.");
        assertThat(SERVER.rows("affiliate_invitation", merchant.account())).isZero();
    }

    @Test
    void who_is_approved_or_denied_is_told_and_other_changes_are_told_to_nobody() {
        Browser.location(lobby.send("first_name", "Hal", "email", "hal@example.com"));
        Browser.location(lobby.send("first_name", "Ida", "email", "ida@example.com"));
        long hal = lobby.affiliates().path(0).path("id").longValue();
        long ida = lobby.affiliates().path(1).path("id").longValue();
        mail("ida@example.com", 1);
        status(hal, "ACTIVE");
        status(hal, "ACTIVE");
        status(hal, "DISABLED");
        status(hal, "ACTIVE");
        status(ida, "DENIED");
        assertThat(mail("ida@example.com", 2).text()).contains("it is declined");
        assertThat(mail("hal@example.com", 2).text()).contains("You are an affiliate of Shop now.");
        mark("after-hal@example.com");
        assertThat(to("hal@example.com")).hasSize(2);
    }

    @Test
    void a_mail_server_that_is_down_holds_nobody_up() {
        MAILS.behave(MailCatcher.Mood.BROKEN);
        try {
            Browser.location(lobby.send("first_name", "Jo", "email", "jo@example.com"));
            long jo = lobby.affiliates().path(0).path("id").longValue();
            status(jo, "ACTIVE");
            assertThat(merchant.topics("")).containsExactly("affiliate.created", "affiliate.status_changed");
        } finally {
            MAILS.behave(MailCatcher.Mood.WELL);
        }
        CLOCK.advance(Duration.ofHours(2));
        mark("after-jo@example.com");
        mail("jo@example.com", 2);
    }

    private void status(long id, String status) {
        merchant.post("/api/v1/affiliates/status", "{\"ids\":[" + id + "],\"status\":\"" + status + "\"}")
                .expect(200);
    }

    /** What is put in later goes later: once this one has gone, so has everything before. */
    private void mark(String email) {
        Browser.location(lobby.send("first_name", "Last", "email", email));
        mail(email, 1);
    }

    /** Awaits so many mails to one mailbox; the newest. */
    private static CaughtMail mail(String to, int count) {
        Await.until(PATIENCE, count + " mails to " + to, () -> to(to).size() >= count);
        return to(to).get(count - 1);
    }

    private static List<CaughtMail> to(String email) {
        return MAILS.mails().stream().filter(mail -> mail.to().equals(email)).toList();
    }

    private static String link(CaughtMail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return URI.create(link.group(1)).getPath();
    }

    private static String get(String path) {
        return SERVER.stranger().get(path).expect(200).text();
    }
}
