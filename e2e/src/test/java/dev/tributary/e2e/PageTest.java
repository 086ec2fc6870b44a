package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every page, whatever stands on it. One class, so that one account is filled for it. */
@ExtendWith(OnStage.class)
class PageTest {
    static List<Place> all() {
        return Pages.ALL;
    }

    static Stream<Place> emptyOnes() {
        return Pages.ALL.stream().filter(Place::canBeEmpty);
    }

    /** What an empty page has beside its frame is little, and the frame is looked at on the full ones. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("emptyOnes")
    @Tag("long")
    void an_empty_page_can_be_used_by_everybody_in_either_theme_and_fits_every_width(Place place, Stage stage) {
        Window window = place.isPortal()
                ? stage.freshAffiliate().window(calm())
                : stage.empty().window(calm());
        window.open(place.path());
        Audit.of(window.page());
    }

    /** In light and narrow, or dark and wide, page by page in turn, and a few rows: all, both, and dialogs, take minutes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void a_full_page_can_be_used_by_everybody_and_fits_every_width(Place place, Stage stage) {
        Window window = stage.reader(place);
        window.open(stage.full().path(place.path()));
        Audit.inOneWay(window.page(), Pages.ALL.indexOf(place) % 2 == 0);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void a_full_page_and_its_dialogs_can_be_used_by_everybody_in_either_theme_and_fit_every_width(
            Place place, Stage stage) {
        Window window = stage.reader(place);
        window.open(stage.full().path(place.path()));
        Audit.of(window.page());
        Pictures.take(window, place);
        for (String sheet : List.of("dialog", "drawer")) {
            Locator opener = window.page().locator("[data-open=" + sheet + "]").first();
            if (opener.count() > 0) {
                opener.click();
                window.page().locator("#" + sheet + "[open] h2").first().waitFor();
                Audit.of(window.page());
                window.page().keyboard().press("Escape");
            }
        }
    }

    @Test
    void every_page_has_its_heading_and_its_data_without_a_script(Stage stage) {
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
    void a_list_is_filtered_and_its_next_page_opened_without_a_script(Stage stage) {
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

    private static NewContextOptions calm() {
        return new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    }

    private static NewContextOptions noScript() {
        return new NewContextOptions().setJavaScriptEnabled(false);
    }
}
