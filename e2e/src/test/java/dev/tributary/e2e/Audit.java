package dev.tributary.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    private static final String VIOLATIONS = """
            async () => {
              const found = await axe.run(document, { resultTypes: ["violations"] });
              return found.violations.map((rule) => [`${rule.id}: ${rule.help}`, ...rule.nodes.slice(0, 5)
                .map((node) => `${node.html.slice(0, 300)} ${node.failureSummary}`)].join("\\n  "));
            }
            """;
    /** A box may scroll sideways by itself; neither the page nor a dialog may. */
    private static final String TOO_WIDE = """
            () => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
              .filter((box) => box.scrollWidth > box.clientWidth)
              .flatMap((box) => [box, ...[...box.querySelectorAll("*")]
                .filter((element) => element.getBoundingClientRect().right > box.getBoundingClientRect().right + 1)
                .slice(0, 5)].map((element) => element.outerHTML.slice(0, 200)))
            """;

    /** Of rows alike the first few, and of a text of a mebibyte its beginning. */
    private static final String SHORTEN = """
            () => {
              document.querySelectorAll("tbody > tr:nth-child(n + 6)").forEach((row) => row.remove());
              [...document.querySelectorAll("pre code")].filter((text) => text.textContent.length > 5000)
                .forEach((text) => { text.textContent = text.textContent.slice(0, 5000); });
            }
            """;

    private Audit() {}

    /** Fails with what is wrong with what the page shows now. */
    static void of(Page page) {
        Assertions.assertThat(faults(page)).as(page.url()).isEmpty();
    }

    /** What is wrong with what the page shows now. */
    static List<String> faults(Page page) {
        List<String> faults = new ArrayList<>();
        page.evaluate(AXE);
        faults.addAll(faults(page, NARROW, ColorScheme.LIGHT));
        faults.addAll(faults(page, WIDE, ColorScheme.DARK)); // each theme and each width once: axe takes its time
        return faults;
    }

    /** The same for those in a hurry: everything in both widths, and axe in one of the two ways alone, of less. */
    static void inOneWay(Page page, boolean narrow) {
        List<String> faults = tooWide(page, NARROW);
        faults.addAll(tooWide(page, WIDE));
        page.evaluate(SHORTEN);
        page.evaluate(AXE);
        faults.addAll(narrow ? faults(page, NARROW, ColorScheme.LIGHT) : faults(page, WIDE, ColorScheme.DARK));
        Assertions.assertThat(faults).as(page.url()).isEmpty();
    }

    private static List<String> faults(Page page, int width, ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        List<String> faults = tooWide(page, width);
        found(page, VIOLATIONS).forEach(fault -> faults.add(theme + " at " + width + " px: " + fault));
        return faults;
    }

    private static List<String> tooWide(Page page, int width) {
        page.setViewportSize(width, HEIGHT);
        List<String> faults = new ArrayList<>();
        found(page, TOO_WIDE).forEach(fault -> faults.add("wider than " + width + " px: " + fault));
        return faults;
    }

    private static List<String> found(Page page, String script) {
        return ((List<?>) page.evaluate(script)).stream().map(Object::toString).toList();
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
