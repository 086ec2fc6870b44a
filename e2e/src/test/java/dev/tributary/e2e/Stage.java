package dev.tributary.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all tests share: one installation and one browser, started together by the first test. */
final class Stage implements AutoCloseable {
    private final List<Window> open = new ArrayList<>();
    private final Map<Boolean, Window> readers = new HashMap<>();
    private final Installation installation;
    private final Chromium chromium = Chromium.launch();
    private final List<String> setUpFaults;
    private final Shop first;
    private @Nullable FullShop full;
    private @Nullable Affiliate fresh;

    Stage() {
        this(Map.of());
    }

    /** One with an installation of its own settings. */
    Stage(Map<String, String> settings) {
        installation = new Installation(settings);
        PlaywrightAssertions.setDefaultAssertionTimeout(Window.PATIENCE_MILLIS);
        try {
            Window window = window();
            window.open(installation.setUpLink());
            setUpFaults = Audit.faults(window.page());
            first = Shop.setUp(this, window);
        } catch (RuntimeException | Error e) {
            close(); // nobody else will
            throw e;
        }
    }

    Installation installation() {
        return installation;
    }

    /** The account that the set-up link made, in which nothing has happened. */
    Shop empty() {
        return first;
    }

    /** An account in which a lot has happened, some of it hostile; for reading. */
    FullShop full() {
        if (full == null) {
            full = FullShop.fill(this);
        }
        return full;
    }

    /** An affiliate to whom nothing has happened. */
    Affiliate freshAffiliate() {
        if (fresh == null) {
            fresh = Affiliate.fresh(this);
        }
        return fresh;
    }

    /** An account of a test's own. */
    Shop newShop(String name) {
        return Shop.create(this, name);
    }

    /** What was wrong with the page that set the installation up, the one time that it was there. */
    List<String> setUpFaults() {
        return setUpFaults;
    }

    /** A window with an empty profile. */
    Window window() {
        return window(new NewContextOptions());
    }

    /** A window; closed at the end of the test, which fails if it has complaints. */
    Window window(NewContextOptions options) {
        Window window = new Window(
                chromium.browser()
                        .newContext(options.setBaseURL(installation.url()).setLocale("en-GB")),
                installation.url());
        open.add(window);
        return window;
    }

    /**
     * A window of who a page of the full account is for, shared by the tests that only read: a new one for each page
     * would load styles and scripts anew. Nothing in it moves.
     */
    Window reader(Place place) {
        return readers.computeIfAbsent(place.isPortal(), _ -> {
            Window window = full().window(place, new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
            open.remove(window);
            return window;
        });
    }

    /** The windows of readers, which stay open. */
    List<Window> readers() {
        return List.copyOf(readers.values());
    }

    /** Closes what may be in disorder. */
    void dismissReaders() {
        readers.values().forEach(Window::close);
        readers.clear();
    }

    /** A browser of somebody whom this installation does not know, and who goes elsewhere; the test closes it. */
    BrowserContext customer() {
        return chromium.browser().newContext();
    }

    /** The windows that the test opened, for the last time. */
    List<Window> takeWindows() {
        List<Window> windows = List.copyOf(open);
        open.clear();
        return windows;
    }

    @Override
    public void close() {
        chromium.close();
        installation.close();
    }
}
