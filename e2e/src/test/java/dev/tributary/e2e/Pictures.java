package dev.tributary.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Pictures of a page in both themes at two widths, in {@code target/pictures}: for eyes, which see what rules can't. */
final class Pictures {
    private static final Path FOLDER = Path.of("target", "pictures");
    private static final List<Integer> WIDTHS = List.of(320, 1440);
    private static final int HEIGHT = 900;

    private Pictures() {}

    static void take(Window window, Place place) {
        String name = place.path().replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (int width : WIDTHS) {
                window.page().setViewportSize(width, HEIGHT);
                window.picture(
                        FOLDER.resolve(name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
            }
        }
    }
}
