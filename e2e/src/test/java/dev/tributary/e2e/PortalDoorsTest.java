package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.CaughtMail;
import dev.tributary.testkit.MailCatcher;
import dev.tributary.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How affiliates get in where mail is set up: an installation of its own, since mail changes what others see, on a
 * database of the operator's.
 */
class PortalDoorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("http://\\S+/portal/\\S+");
    private static final MailCatcher MAILS = MailCatcher.start();
    private static final TestDatabase DATABASE = TestDatabase.createEmpty();
    private static final Stage STAGE = new Stage(Map.of(
            "TRIBUTARY_DATABASE_URL",
            DATABASE.jdbcUrl() + "?user=" + DATABASE.user() + "&password=" + DATABASE.password(),
            "TRIBUTARY_SMTP_URL",
            "smtp://127.0.0.1:" + MAILS.port(),
            "TRIBUTARY_MAIL_FROM",
            "portal@shop.example"));

    @AfterAll
    static void stop() {
        STAGE.close();
        DATABASE.close();
        MAILS.close();
    }

    @AfterEach
    void nobodyComplained() {
        List<Window> windows = STAGE.takeWindows();
        windows.forEach(Window::close);
        assertThat(windows.stream().flatMap(window -> window.takeComplaints().stream()))
                .as("complaints of the browser")
                .isEmpty();
    }

    @Test
    void who_is_in_two_programmes_comes_in_by_mail_and_chooses_one() {
        String email = "two@partners.example";
        join("Tea shop", email, "ACTIVE");
        join(Hostile.text(200), email, "PENDING");
        Window window = STAGE.window();
        Page page = window.open("/portal/sign-in");
        Audit.of(page);
        window.link("Get a link to sign in by mail").click();
        Audit.of(page);
        page.getByLabel("E-mail address").fill("nobody here");
        window.button("Send the link").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isHidden();
        assertThat(page.locator("form")).containsText("must be an e-mail address");
        Audit.of(page);
        page.getByLabel("E-mail address").fill(email);
        window.button("Send the link").click();
        assertThat(page.locator("h1")).hasText("Look into your mailbox");
        Audit.of(page);

        window.open(link(email, 1));
        assertThat(page.locator("h1")).hasText("Welcome");
        Audit.of(page);
        window.button("Come in").click();
        assertThat(page).hasURL(Pattern.compile(".*/portal/choose"));
        Audit.of(page);
        page.locator("form", new Page.LocatorOptions().setHasText("Tea shop"))
                .getByRole(AriaRole.BUTTON)
                .click();
        assertThat(window.navigation()).isVisible();
        assertThat(page.locator("h1")).hasText("Overview");
    }

    @Test
    void a_password_is_chosen_by_mail_and_asked_for_before_the_address_changes() {
        String email = "pass@partners.example";
        String fresh = "fresh@partners.example";
        join("Pots and kettles", email, "ACTIVE");
        Window window = STAGE.window();
        Page page = window.open("/portal/sign-in");
        window.link("Choose a new password").click();
        Audit.of(page);
        page.getByLabel("E-mail address").fill(email);
        window.button("Send the link").click();
        window.open(link(email, 1));
        assertThat(page.locator("h1")).hasText("Choose a password");
        Audit.of(page);
        page.getByLabel("New password").fill("short");
        window.button("Come in").click();
        assertThat(page.locator("form")).containsText("must have 12 to 200 characters");
        Audit.of(page);
        page.getByLabel("New password").fill(Shop.PASSWORD);
        window.button("Come in").click();
        window.navigation().waitFor();

        Window other = STAGE.window();
        Page theirs = other.open("/portal/sign-in");
        theirs.getByLabel("E-mail address").fill(email);
        theirs.getByLabel("Password").fill(Shop.PASSWORD);
        other.button("Sign in").click();
        other.navigation().waitFor();
        other.open("/portal/profile");
        Audit.of(theirs);
        askFor(theirs, fresh, "not my password");
        assertThat(theirs.getByRole(AriaRole.ALERT)).containsText("is not your password");
        Audit.of(theirs);
        askFor(theirs, fresh, Shop.PASSWORD);
        assertThat(theirs.locator("body")).containsText("A mail is on its way to " + fresh);

        Window mailbox = STAGE.window();
        Page confirm = mailbox.open(link(fresh, 1));
        Audit.of(confirm);
        mailbox.button("Confirm").click();
        assertThat(confirm.locator("h1")).hasText("Your address is changed");
        Audit.of(confirm);
        assertThat(mailbox.visit(link(fresh, 1)).status()).isEqualTo(410);
        Audit.of(confirm);
        assertThat(other.open("/portal").url()).endsWith("/portal/sign-in");
    }

    private static void askFor(Page page, String email, String password) {
        page.locator("#email").getByLabel("New address").fill(email);
        page.locator("#email").getByLabel("Current password").fill(password);
        page.locator("#email").getByRole(AriaRole.BUTTON).click();
    }

    private static void join(String programme, String email, String status) {
        Api api = STAGE.newShop(programme).api();
        Map<String, Object> terms = Map.of("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        long offer = api.post("/offers", terms).path("id").asLong();
        api.post("/affiliates", Map.of("first_name", "Ann", "email", email, "status", status, "offer_id", offer));
    }

    /** The link in the newest of so many mails to an address. */
    private static String link(String to, int count) {
        Await.until(PATIENCE, count + " mails to " + to, () -> mails(to).size() >= count);
        Matcher link = LINK.matcher(mails(to).get(count - 1).text());
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static List<CaughtMail> mails(String to) {
        return MAILS.mails().stream().filter(mail -> mail.to().equals(to)).toList();
    }
}
