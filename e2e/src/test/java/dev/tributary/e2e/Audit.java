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
    private static final List<Integer> WIDTHS = List.of(320, 1440);
    private static final int HEIGHT = 900;
    /** All of axe, as its library brings it. The library itself would load it anew for each look, at 1 s each. */
    private static final String AXE = axe();
    /** The rules that a theme makes a difference to; the others find in one theme what they find in the other. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final String VIOLATIONS = """
            async (rules) => {
              const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
              const found = await axe.run(document, { resultTypes: ["violations"], ...only });
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

    private Audit() {}

    /** Fails with what is wrong with what the page shows now. */
    static void of(Page page) {
        Assertions.assertThat(faults(page)).as(page.url()).isEmpty();
    }

    /** What is wrong with what the page shows now. */
    static List<String> faults(Page page) {
        List<String> faults = new ArrayList<>();
        page.evaluate(AXE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            found(page, TOO_WIDE, List.of()).forEach(fault -> faults.add("wider than " + width + " px: " + fault));
            found(page, VIOLATIONS, List.of()).forEach(fault -> faults.add("at " + width + " px: " + fault));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        found(page, VIOLATIONS, COLOURS).forEach(fault -> faults.add("in the dark: " + fault));
        return faults;
    }

    private static List<String> found(Page page, String script, List<String> argument) {
        return ((List<?>) page.evaluate(script, argument))
                .stream().map(Object::toString).toList();
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
