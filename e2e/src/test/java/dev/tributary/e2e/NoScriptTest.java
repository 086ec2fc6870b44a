package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page reads, and the usual forms work, in a browser that runs no script. */
@ExtendWith(OnStage.class)
class NoScriptTest {
    @Test
    void every_page_has_its_heading_and_its_data(Stage stage) {
        FullShop full = stage.full();
        Map<Boolean, List<Place>> places = Pages.ALL.stream().collect(Collectors.groupingBy(Place::isPortal));
        SoftAssertions all = new SoftAssertions();
        for (List<Place> ofOneReader : places.values()) {
            Window window = full.window(ofOneReader.getFirst(), noScript());
            for (Place place : ofOneReader) {
                Page page = window.open(full.path(place.path()));
                all.check(() -> reads(page, place));
            }
        }
        all.assertAll();
    }

    private static void reads(Page page, Place place) {
        assertThat(page.locator("h1")).hasText(Pattern.compile("\\S"));
        assertThat(page.locator("main")
                        .getByText(place.shows())
                        .filter(new Locator.FilterOptions().setVisible(true))
                        .first())
                .isVisible();
        assertThat(page.locator(".js-only:visible")).hasCount(0);
    }

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
    void a_list_is_filtered_and_its_next_page_opened(Stage stage) {
        FullShop full = stage.full();
        Window window = full.shop().window(noScript());
        Page page = window.open(full.path("/console/settings/webhooks/{webhook}/deliveries"));
        Locator rows = page.locator("tr[data-row]");

        page.getByLabel("Status", new Page.GetByLabelOptions().setExact(true)).selectOption("delivered");
        window.button("Filter").click();
        assertThat(page).hasURL(Pattern.compile("status=delivered"));
        assertThat(rows).hasCount(50);
        window.link("Older").click();
        assertThat(page).hasURL(Pattern.compile("status=delivered&cursor="));
        assertThat(rows).hasCount(FullShop.DELIVERED - 50);
        page.getByLabel("Status", new Page.GetByLabelOptions().setExact(true)).selectOption("exhausted");
        window.button("Filter").click();
        assertThat(rows).hasCount(0);
        assertThat(page.getByText("No delivery fits this filter.")).isVisible();
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
