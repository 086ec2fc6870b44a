package dev.tributary.server.portal;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.Partner;
import dev.tributary.server.testing.People;
import dev.tributary.testkit.Await;
import dev.tributary.testkit.CaughtMail;
import dev.tributary.testkit.MailCatcher;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** A server of these tests' own: it sends mail, and they let days pass. */
final class PortalHouse {
    static final String SIGN_IN = "/portal/sign-in";
    static final String PASSWORD = "correct horse battery";
    static final SettableClock CLOCK = SettableClock.at("2026-03-01T10:00:00Z");
    private static final MailCatcher MAILS = MailCatcher.start();
    static final LiveServer SERVER = LiveServer.start(
            Map.of(
                    "TRIBUTARY_SMTP_URL",
                    "smtp://127.0.0.1:" + MAILS.port(),
                    "TRIBUTARY_MAIL_FROM",
                    "portal@shop.example"),
            CLOCK);
    static final People PEOPLE = new People(SERVER);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern LINK = Pattern.compile("http://[^/]+(/portal/\\S+)");

    private PortalHouse() {}

    /** A name that no other affiliate of this server has; its address is {@code NAME@partners.example}. */
    static String name() {
        return "ann" + NUMBER.incrementAndGet();
    }

    static String email(String name) {
        return name + "@partners.example";
    }

    /** The path of a link such as the merchant makes. */
    static String link(Merchant merchant, Partner partner) {
        return SERVER.bean(PortalLinks.class)
                .enter(
                        merchant.account(),
                        SERVER.bean(Affiliates.class)
                                .find(merchant.account(), partner.id())
                                .orElseThrow());
    }

    /** The browser of an affiliate who came in by a link. */
    static Browser enter(Merchant merchant, Partner partner) {
        Browser browser = PEOPLE.stranger();
        String link = link(merchant, partner);
        Assertions.assertThat(Browser.location(browser.submit(link, link))).isEqualTo("/portal");
        return browser;
    }

    /** The same, who then chose {@link #PASSWORD}. */
    static Browser withPassword(Merchant merchant, Partner partner) {
        Browser browser = enter(merchant, partner);
        Browser.location(browser.submit("/portal/profile", "/portal/profile/password", "password", PASSWORD));
        return browser;
    }

    /** The browser of the merchant's owner, in the console. */
    static Browser owner(Merchant merchant) {
        return PEOPLE.owner(SERVER.bean(Accounts.class).get(merchant.account()));
    }

    /** The mails that an address was sent; waits until there are so many. */
    static List<CaughtMail> mails(String to, int number) {
        Await.until(
                Duration.ofSeconds(20),
                number + " mails to " + to,
                () -> mails(to).size() >= number);
        return mails(to);
    }

    static List<CaughtMail> mails(String to) {
        return MAILS.mails().stream()
                .filter(mail -> mail.to().equalsIgnoreCase(to))
                .toList();
    }

    /** The path of the link in a mail. */
    static String linkIn(CaughtMail mail) {
        Matcher link = LINK.matcher(mail.text());
        Assertions.assertThat(link.find()).as(mail.text()).isTrue();
        return link.group(1);
    }
}
