package dev.tributary.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Somebody who looks around in a shop, what their browser tells Tributary, and what it complains of. */
final class Customer implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Customer(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(Window.PATIENCE_MILLIS);
        context.onRequest(request -> note(request, told));
        context.onResponse(response -> {
            if (response.status() == 204) {
                note(response.request(), heard);
            }
        });
        page = context.newPage();
        page.onConsoleMessage(this::judge);
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Waits for the script, which loads beside the page. */
    void visit(String url) {
        page.navigate(url);
        ready();
    }

    void ready() {
        page.waitForFunction("() => window.tributary");
    }

    /** Goes on as a single-page shop does. */
    void route(String path) {
        page.evaluate("path => history.pushState(null, '', path)", path);
    }

    /** Waits until it holds; what the browser does is heard only while it is waited for. */
    void await(BooleanSupplier condition) {
        page.waitForCondition(condition);
    }

    /** The bodies that were sent to the script's doors, and the door before each. */
    List<String> told() {
        return told;
    }

    /** Waits until Tributary has taken so many of them: what is on its way is known to the browser alone. */
    void awaitHeard(int count) {
        await(() -> heard.size() >= count);
    }

    /** The same, of those that Tributary has taken. */
    List<String> heard() {
        return heard;
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }

    private static void note(Request request, List<String> where) {
        if (request.method().equals("POST")) {
            where.add(request.url().replaceFirst("^.*/t/", "") + " " + request.postData());
        }
    }

    private void judge(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().contains("favicon")) {
            complaints.add(message.text());
        }
    }
}
