package dev.tributary.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A merchant's account and its owner.
 *
 * @param cookies of a window in which the owner has signed in, as Playwright stores them
 * @param api its first key; the account that was set up in the browser has none yet
 */
record Shop(Stage stage, String email, String cookies, Api api) {
    static final String PASSWORD = "correct horse battery staple";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Makes the first account of an installation on the page that the first start leads to. */
    static Shop setUp(Stage stage, Window window) {
        Page page = window.page();
        page.getByLabel("Name of the programme").fill("Tea shop");
        page.getByLabel("Your e-mail address").fill("first@example.com");
        page.getByLabel("Password").fill(PASSWORD);
        window.button("Set up").click();
        window.navigation().waitFor();
        return new Shop(
                stage,
                "first@example.com",
                window.context().storageState(),
                new Api(stage.installation().url(), ""));
    }

    /** Makes one as the operator does, and lets its owner come in by the link. */
    static Shop create(Stage stage, String name) {
        String email = "owner" + NUMBER.incrementAndGet() + "@example.com";
        JsonNode made = order(stage, name, email);
        Window window = stage.window();
        window.open(made.path("sign_in_url").asString());
        window.page().getByLabel("New password").fill(PASSWORD);
        window.button("Come in").click();
        window.navigation().waitFor();
        Api api = new Api(stage.installation().url(), made.path("api_key").asString());
        return new Shop(stage, email, window.context().storageState(), api);
    }

    /** Makes one, and gives back what the command prints: a key, and a link for the owner, who has not come in. */
    static JsonNode order(Stage stage, String name, String email) {
        return JsonMapper.shared()
                .readTree(
                        stage.installation().command("account", "create", "--name", name, "--owner", email, "--json"));
    }

    /** A window in which its owner has signed in. */
    Window window() {
        return window(new NewContextOptions());
    }

    /** The same, of another kind. */
    Window window(NewContextOptions options) {
        return stage.window(options.setStorageState(cookies));
    }
}
