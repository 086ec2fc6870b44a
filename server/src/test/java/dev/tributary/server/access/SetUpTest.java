package dev.tributary.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.testing.Browser;
import dev.tributary.server.testing.LiveServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SetUpTest {
    private static final String[] FIELDS = {
        "name", "Tea & <Co>", "currency", "eur", "email", "Me@Example.com", "password", "a good password"
    };

    @Test
    void the_first_starts_link_makes_the_first_account_once_and_no_link_is_made_after() {
        try (LiveServer server = LiveServer.start(Map.of())) {
            SetUp setUp = server.bean(SetUp.class);
            String link = setUp.link().orElseThrow();
            String other = setUp.link().orElseThrow();
            Browser browser = new Browser(server.port());
            browser.get("/console/set-up/nonsense").expect(410);
            browser.submit(link, link, "name", "", "currency", "XXXX", "email", "me", "password", "x")
                    .expect(422);
            assertThat(server.bean(Accounts.class).all()).isEmpty();

            assertThat(Browser.location(browser.submit(link, link, FIELDS))).isEqualTo("/console");
            List<Account> all = server.bean(Accounts.class).all();
            assertThat(all).extracting(Account::name).containsExactly("Tea & <Co>");
            assertThat(all.getFirst().currency().getCurrencyCode()).isEqualTo("EUR");
            assertThat(browser.get("/console/settings/team").expect(200).text())
                    .contains("me@example.com", "Tea &amp; &lt;Co&gt;", "Invite somebody");

            new Browser(server.port()).get(link).expect(410);
            new Browser(server.port()).get(other).expect(410);
            assertThat(setUp.link()).isEmpty();
        }
    }
}
