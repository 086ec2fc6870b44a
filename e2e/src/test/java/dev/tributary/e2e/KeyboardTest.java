package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class KeyboardTest {
    @Test
    void a_webhook_is_set_up_without_a_mouse(Stage stage) {
        Shop shop = stage.newShop("Tea shop");
        Programme programme = Programme.begin(shop.api());
        Window window = stage.window();
        Page page = window.open("/");
        Keyboard keys = new Keyboard(page);
        signIn(keys, window, shop);

        keys.tabTo(window.room("Webhooks")).press("Enter");
        assertThat(page).hasURL(Pattern.compile("/settings/webhooks$"));
        keys.tabTo(page.locator(".skip")).press("Enter");
        Locator create = window.link("Create New Webhook");
        keys.tabTo(create).press("Enter");
        NewWebhook form = new NewWebhook(window.dialog("Create New Webhook"));
        form.dialog().waitFor();
        keys.press("Escape");
        assertThat(form.dialog()).isHidden();
        assertThat(create).isFocused();

        keys.press("Enter");
        keys.tabTo(form.all()).press("Space");
        assertThat(form.all()).not().isChecked();
        keys.tabTo(form.topic("New Conversion")).press("Space");
        assertThat(form.topic("New Conversion")).isChecked();
        keys.tabTo(form.dialog().getByText("Use a test URL")).press("Enter");
        assertThat(form.url()).hasValue(Pattern.compile("/catch/"));
        keys.tabTo(form.radio("Classic")).press("ArrowDown");
        assertThat(form.radio("Standard")).isChecked();
        assertThat(form.preview()).containsText("\"type\": \"conversion.created\"");
        keys.tabTo(form.saveButton()).press("Enter");

        Locator made = window.dialog("Webhook created");
        keys.tabTo(made.getByText("Send a test")).press("Enter");
        assertThat(made.locator("#test-answer")).containsText("Accepted: 200");
        keys.tabTo(made.getByText("Go to the webhook")).press("Enter");
        assertThat(page.locator("h1")).containsText("/catch/");

        programme.sell("1001");
        keys.tabTo(window.link("Deliveries")).press("Enter");
        Locator row = page.locator("tr[data-row] a");
        keys.tabTo(row).press("Enter");
        assertThat(window.drawer()).containsText("1001");
        keys.press("Escape");
        assertThat(window.drawer()).isHidden();
        assertThat(row).isFocused();
    }

    @Test
    void the_menu_of_a_narrow_window_opens_and_closes_without_a_mouse(Stage stage) {
        Window window = stage.empty().window();
        window.page().setViewportSize(320, 700);
        window.open("/console/settings/team");
        Keyboard keys = new Keyboard(window.page());
        Locator menu = window.button("Menu");

        keys.tabTo(menu).press("Enter");
        assertThat(window.navigation()).isVisible();
        keys.press("Escape");
        assertThat(window.navigation()).isHidden();
        assertThat(menu).isFocused();
        keys.press("Enter").tabTo(window.room("Webhooks")).press("Enter");
        assertThat(window.page()).hasURL(Pattern.compile("/settings/webhooks$"));
    }

    private static void signIn(Keyboard keys, Window window, Shop shop) {
        assertThat(window.page().getByLabel("E-mail address")).isFocused();
        keys.type(shop.email())
                .tabTo(window.page().getByLabel("Password"))
                .type(Shop.PASSWORD)
                .press("Enter");
        assertThat(window.navigation()).isVisible();
    }
}
