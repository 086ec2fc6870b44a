package dev.tributary.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.Map;

/**
 * An affiliate who has come in to the portal.
 *
 * @param cookies of a window in which they did, as Playwright stores them
 */
record Affiliate(Stage stage, String cookies) {
    /** Lets one in by the link that the merchant makes on the affiliate's page. */
    static Affiliate enter(Shop shop, String id) {
        String link = link(shop, id);
        Window window = shop.stage().window();
        window.open(link);
        window.button("Come in").click();
        window.navigation().waitFor();
        return new Affiliate(shop.stage(), window.context().storageState());
    }

    /** One of a new programme in which nothing has happened. */
    static Affiliate fresh(Stage stage) {
        Shop shop = stage.newShop("New tea shop");
        long offer = shop.api()
                .post("/offers", Map.of("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10"))
                .path("id")
                .asLong();
        Map<String, Object> profile =
                Map.of("first_name", "Ann", "email", "ann@partners.example", "status", "ACTIVE", "offer_id", offer);
        return enter(shop, shop.api().post("/affiliates", profile).path("id").asString());
    }

    /** The link that comes of asking for one in the console. */
    static String link(Shop shop, String id) {
        Window owner = shop.window();
        Page page = owner.open("/console/affiliates/" + id + "/portal-link");
        owner.button("Make the link").click();
        return owner.code(page.locator("main"), "Portal sign-in link").innerText();
    }

    Window window(NewContextOptions options) {
        return stage.window(options.setStorageState(cookies));
    }
}
