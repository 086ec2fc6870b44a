package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "Setting up a webhook", as Refersion's article has it, step by step, in the console. */
@ExtendWith(OnStage.class)
class SeedTest {
    private static final Pattern CATCHER = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/catch/[0-9a-f]{32}");

    @Test
    void a_webhook_is_set_up_as_the_article_says_and_what_happens_then_arrives(Stage stage) {
        Shop shop = stage.newShop("Tea shop");
        Programme programme = Programme.begin(shop.api());
        Window window = signedIn(stage, shop);
        Page page = window.page();

        goToAccountSettingsWebhooks(window);
        NewWebhook create = NewWebhook.open(window);
        create.offers(
                "New Conversion",
                "Conversion Approved",
                "Conversion Denied",
                "New Affiliate",
                "Affiliate Status Change",
                "Affiliate Details Change",
                "New Conversion Trigger");
        create.choose("Conversion Approved");
        assertThat(create.preview()).containsText("\"status\": \"APPROVED\"");
        create.format("Standard");
        assertThat(create.preview()).containsText("\"type\": \"conversion.approved\"");
        create.format("Classic");
        assertThat(create.preview()).not().containsText("conversion.approved");
        create.choose("New Conversion");
        create.useTestUrl();
        assertThat(create.url()).hasValue(CATCHER);
        assertThat(create.topic("New Conversion")).isChecked();
        String url = create.url().inputValue();
        create.save();

        Locator made = window.dialog("Webhook created");
        String secret = made.getByText(Pattern.compile("^whsec_")).first().innerText();
        window.button("Send a test").click();
        assertThat(made.locator("#test-answer")).containsText("Accepted: 200");
        window.link("Watch what arrives").click();
        assertThat(page.locator("tr[data-row]")).hasCount(1);
        assertThat(page.content()).doesNotContain(secret);

        page.evaluate("() => { window.sameDocument = true }");
        programme.sell("1001");
        assertThat(page.locator("tr[data-row]")).hasCount(2);
        assertThat(page.locator("tr[data-row]").first()).containsText("valid");
        assertThat(page.evaluate("() => window.sameDocument")).isEqualTo(true);
        page.locator("tr[data-row] a").first().click();
        assertThat(window.drawer()).containsText("1001");
        page.keyboard().press("Escape");

        window.room("Webhooks").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(url)).click();
        window.link("Deliveries").click();
        Locator row = page.locator("tr[data-row]");
        assertThat(row).hasCount(1);
        assertThat(row).containsText(Pattern.compile("New Conversion.*delivered.*200", Pattern.DOTALL));
        row.getByRole(AriaRole.LINK).click();
        assertThat(window.code(window.drawer(), "Body, exactly as sent")).hasText(lastCaught(shop.api()));
    }

    @Test
    void all_topics_and_single_ones_go_to_webhooks_of_their_own(Stage stage) {
        Shop shop = stage.newShop("Tea shop");
        Programme programme = Programme.begin(shop.api());
        Window window = shop.window();
        window.open("/console/settings/webhooks");

        NewWebhook everything = NewWebhook.open(window);
        everything.describe("Everything");
        everything.all().check();
        assertThat(everything.topic("New Affiliate")).isDisabled();
        everything.useTestUrl();
        everything.save();
        window.dialog("Webhook created").getByText("Go to the webhook").click();
        window.room("Webhooks").click();
        NewWebhook triggers = NewWebhook.open(window);
        triggers.describe("For coupons");
        triggers.choose("New Conversion Trigger");
        triggers.useTestUrl();
        triggers.save();
        window.dialog("Webhook created").waitFor();
        window.page().keyboard().press("Escape");
        window.link("For coupons").waitFor(); // the list is loaded anew

        programme.sell("1002");
        programme.addCoupon("TEA10");
        assertThat(sent(window, "Everything")).isEqualTo(List.of("New Conversion Trigger", "New Conversion"));
        assertThat(sent(window, "For coupons")).isEqualTo(List.of("New Conversion Trigger"));
    }

    /** The topics of what a webhook was sent, newest first. */
    private static List<String> sent(Window window, String webhook) {
        window.open("/console/settings/webhooks");
        window.link(webhook).click();
        assertThat(window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(webhook);
        window.link("Deliveries").click();
        window.page().locator("tr[data-row]").first().waitFor();
        return window.page().locator("tr[data-row] a").allInnerTexts();
    }

    /** The body that the account's only catcher caught after the test. */
    private static String lastCaught(Api api) {
        String catcher = api.get("/catchers").at("/data/0/id").asString();
        return api.get("/catchers/" + catcher + "/requests?after=1")
                .at("/data/0/body")
                .asString();
    }

    private static Window signedIn(Stage stage, Shop shop) {
        Window window = stage.window();
        window.open("/");
        window.page().getByLabel("E-mail address").fill(shop.email());
        window.page().getByLabel("Password").fill(Shop.PASSWORD);
        window.button("Sign in").click();
        return window;
    }

    private static void goToAccountSettingsWebhooks(Window window) {
        assertThat(window.navigation().getByText(Pattern.compile("Account.*Settings")))
                .isVisible();
        Locator webhooks = window.room("Webhooks");
        BoundingBox box = webhooks.boundingBox();
        assertThat(box.x).as("on the left").isLessThan(200);
        assertThat(box.y).as("at the bottom").isGreaterThan(window.page().viewportSize().height / 2.0);
        webhooks.click();
        assertThat(window.page()).hasURL(Pattern.compile("/console/settings/webhooks$"));
    }
}
