package dev.tributary.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** What is looked at on every page: axe's rules in both themes, and that nothing is wider than the window. */
final class Audit {
    private static final int NARROW = 320;
    private static final int WIDE = 1440;
    private static final int HEIGHT = 900;
    /** All of axe, as its library brings it. The library itself would load it anew for each look, at 1 s each. */
    private static final String AXE = axe();
    /** The rules that a theme makes a difference to; the others find in one theme what they find in the other. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private Audit() {}

    /** Fails with what is wrong with what the page shows now. */
    static void of(Page page) {
        page.evaluate(AXE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(NARROW, HEIGHT);
        fits(page);
        obeys(page, List.of());
        page.setViewportSize(WIDE, HEIGHT);
        fits(page);
        obeys(page, List.of());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        obeys(page, COLOURS);
    }

    private static void obeys(Page page, List<String> rules) {
        Object violations = page.evaluate("""
                async (rules) => {
                  const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
                  const found = await axe.run(document, { resultTypes: ["violations"], ...only });
                  return found.violations.map((rule) => [`${rule.id}: ${rule.help}`, ...rule.nodes.slice(0, 5)
                    .map((node) => `${node.html.slice(0, 300)} ${node.failureSummary}`)].join("\\n  "));
                }
                """, rules);
        Assertions.assertThat((List<?>) violations).as("axe, " + where(page)).isEmpty();
    }

    /** A box may scroll by itself; the page may not. */
    private static void fits(Page page) {
        Object wide = page.evaluate("""
                () => {
                  const room = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= room) return [];
                  return [...document.querySelectorAll("body *")]
                    .filter((element) => element.getBoundingClientRect().right > room + 1)
                    .slice(0, 5).map((element) => element.outerHTML.slice(0, 200));
                }
                """);
        Assertions.assertThat((List<?>) wide).as("too wide, " + where(page)).isEmpty();
    }

    private static String where(Page page) {
        return page.url() + " at " + page.viewportSize().width + " px";
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
