package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The usual forms work in a browser that runs no script. That every page reads in it, {@link PageTest} looks at. */
@ExtendWith(OnStage.class)
class NoScriptTest {
    @Test
    void one_signs_in_and_comes_to_the_page_that_one_asked_for(Stage stage) {
        Window window = stage.window(noScript());
        window.open("/console/settings/team");
        window.page().getByLabel("E-mail address").fill(stage.empty().email());
        window.page().getByLabel("Password").fill("not this one at all");
        window.button("Sign in").click();
        assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("don’t go together");
        window.page().getByLabel("Password").fill(Shop.PASSWORD);
        window.button("Sign in").click();
        assertThat(window.page()).hasURL(Pattern.compile("/console/settings/team$"));
    }

    @Test
    void a_webhook_is_made_and_tested(Stage stage) {
        Window window = stage.newShop("Tea shop").window(noScript());
        window.open("/console/settings/webhooks");
        window.link("Create New Webhook").click();
        Page page = window.page();
        window.button("Create webhook").last().click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was saved");
        window.button("Use a test URL").click();
        assertThat(page.getByLabel(Pattern.compile("^URL"))).hasValue(Pattern.compile("/catch/"));
        window.button("Create webhook").last().click();
        assertThat(page.getByText(Pattern.compile("^whsec_")).first()).isVisible();
        window.button("Send a test").click();
        assertThat(page.locator("main")).containsText("Accepted: 200");
    }

    private static NewContextOptions noScript() {
        return new NewContextOptions().setJavaScriptEnabled(false);
    }
}
