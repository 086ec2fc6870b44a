package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for who has not signed in. */
@ExtendWith(OnStage.class)
class StrangerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/sign-in",
                "/console/dev/alone",
                "/console/dev/sheet",
                "/console/dev/problem/404",
                "/console/set-up/used",
                "/portal/sign-in",
                "/portal/enter/used",
                "/portal/nothing",
            })
    void a_page_can_be_used_by_everybody(String path, Stage stage) {
        Window window = stage.window();
        window.visit(path);
        Audit.of(window.page());
    }

    @Test
    void the_page_that_sets_up_an_installation_can_be_used_by_everybody(Stage stage) {
        assertThat(stage.setUpFaults()).isEmpty();
    }

    @Test
    void who_comes_by_a_link_is_welcomed_on_a_page_that_everybody_can_use(Stage stage) {
        String link = Shop.order(stage, Hostile.text(200), "newcomer@example.com")
                .path("sign_in_url")
                .asString();
        Page page = stage.window().open(link);
        assertThat(page.locator("h1")).hasText("Welcome");
        Audit.of(page);
    }

    @Test
    void an_affiliate_who_comes_by_a_link_is_welcomed_on_a_page_that_everybody_can_use(Stage stage) {
        FullShop full = stage.full();
        Page page = stage.window().open(Affiliate.link(full.shop(), full.path("{affiliate}")));
        assertThat(page.locator("h1")).hasText("Welcome");
        Audit.of(page);
    }

    @Test
    void somebody_who_is_invited_comes_in_and_sees_no_button_that_is_not_for_them(Stage stage) {
        Window owner = stage.empty().window();
        owner.open("/console/settings/team");
        owner.page().getByLabel("E-mail address").fill("viewer@example.com");
        owner.page()
                .getByLabel("Role", new Page.GetByLabelOptions().setExact(true))
                .selectOption("viewer");
        owner.button("Make an invitation").click();
        String link = owner.code(owner.page().locator("main"), "Invitation").innerText();
        Audit.of(owner.page());

        Window viewer = stage.window();
        Audit.of(viewer.open(link));
        viewer.page().getByLabel("Choose a password").fill(Shop.PASSWORD);
        viewer.button("Accept").click();
        viewer.open("/console/settings/webhooks");
        assertThat(viewer.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No webhooks yet")))
                .isVisible();
        assertThat(viewer.link("Create New Webhook")).hasCount(0);
    }
}
