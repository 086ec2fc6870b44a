package dev.tributary.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every page, whatever stands on it. */
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

    /** In light and narrow, or dark and wide, page by page in turn: both, and dialogs, take minutes. */
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

    private static NewContextOptions calm() {
        return new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    }
}
