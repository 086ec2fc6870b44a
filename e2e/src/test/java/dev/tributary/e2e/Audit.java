package dev.tributary.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.assertj.core.api.Assertions;

/** What is looked at on every page: axe's rules in both themes, and that nothing is wider than the window. */
final class Audit {
    private static final List<Integer> WIDTHS = List.of(320, 1440);
    private static final int HEIGHT = 900;

    private Audit() {}

    /** Fails with all that is wrong with what the page shows now. */
    static void of(Page page) {
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            fits(page, width);
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                axe(page, width + " px, " + theme);
            }
        }
    }

    private static void axe(Page page, String where) {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream().map(Audit::tell).toList();
        Assertions.assertThat(violations).as("axe, " + where).isEmpty();
    }

    private static String tell(Rule rule) {
        List<String> nodes = rule.getNodes().stream()
                .limit(5)
                .map(node -> node.getHtml() + ": " + node.getFailureSummary())
                .toList();
        return rule.getId() + ": " + rule.getHelp() + "\n  " + String.join("\n  ", nodes);
    }

    /** A box may scroll by itself; the page may not. */
    private static void fits(Page page, int width) {
        Object wide = page.evaluate("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                  [...document.querySelectorAll("body *")]
                    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .slice(-5).map((element) => element.outerHTML.slice(0, 200))
                """);
        Assertions.assertThat((List<?>) wide).as("wider than " + width + " px").isEmpty();
    }
}
