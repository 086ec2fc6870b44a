package dev.tributary.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;

/** A browser's window with a profile of its own, which keeps what should never have happened in it. */
final class Window implements AutoCloseable {
    /** How long anything is waited for; a busy machine needs most of it. */
    static final double PATIENCE_MILLIS = 20_000;

    /** A refused form is no fault, though the browser notes it down as one. */
    private static final String REFUSED_FORM = "status of 422";

    private final BrowserContext context;
    private final String origin;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Window(BrowserContext context, String origin) {
        this.context = context;
        this.origin = origin;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(this::judge);
        this.page = context.newPage();
        page.onConsoleMessage(this::judge);
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a page of the installation by its path, which must be there. */
    Page open(String path) {
        Assertions.assertThat(visit(path).status()).as(path).isEqualTo(200);
        return page;
    }

    /** Opens a page that may say no. */
    Response visit(String path) {
        return Objects.requireNonNull(page.navigate(path));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, named(name));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator navigation() {
        return page.getByRole(AriaRole.NAVIGATION, named("Main"));
    }

    /** A link of the navigation. */
    Locator room(String label) {
        return navigation()
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    /** The dialog that is open now and has this title. */
    Locator dialog(String title) {
        return page.getByRole(AriaRole.DIALOG, named(title));
    }

    Locator drawer() {
        return page.locator("dialog.drawer[open]");
    }

    /** A block of text shown as it is, by the start of its label. */
    Locator code(Locator in, String label) {
        return in.locator("pre[aria-label^='" + label + "'] code").first();
    }

    /** What was complained of since the last call. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.removeAll(taken);
        return taken;
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private void judge(Request request) {
        String url = request.url();
        if (!url.startsWith(origin + "/") && !url.startsWith("data:")) {
            complaints.add("a request to elsewhere: " + url);
        }
    }

    private void judge(ConsoleMessage message) {
        boolean bad = message.type().equals("error") || message.type().equals("warning");
        if (bad && !message.text().contains(REFUSED_FORM) && !isAboutThePageItself(message)) {
            complaints.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
        }
    }

    /** A page that says no is one to look at; what it loads must be there. */
    private boolean isAboutThePageItself(ConsoleMessage message) {
        return message.text().contains("status of 4") && message.location().startsWith(page.url() + ":");
    }
}
