package dev.tributary.server.testing;

import dev.tributary.server.account.Accounts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** The affiliates' own door, as they come to it by a link that their merchant hands them. */
public record Portal(Merchant merchant, Browser owner) {
    private static final Pattern LINK = Pattern.compile("https?://[^/\"]+(/portal/enter/[^\"<\\s]+)");

    public static Portal of(Merchant merchant) {
        LiveServer server = merchant.server();
        return new Portal(
                merchant, new People(server).owner(server.bean(Accounts.class).get(merchant.account())));
    }

    /** The browser of an affiliate who has come in. */
    public Browser enter(long affiliate) {
        String page = "/console/affiliates/" + affiliate;
        Matcher link = LINK.matcher(owner.submit(page + "/portal-link", page + "/portal-link")
                .expect(200)
                .text());
        Assertions.assertThat(link.find())
                .as("a link for affiliate " + affiliate)
                .isTrue();
        Browser browser = new Browser(merchant.server().port());
        Assertions.assertThat(Browser.location(browser.submit(link.group(1), link.group(1))))
                .isEqualTo("/portal");
        return browser;
    }
}
