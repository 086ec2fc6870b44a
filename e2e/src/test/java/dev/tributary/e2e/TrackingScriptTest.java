package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.Cookie;
import dev.tributary.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The script for shops' pages, in a shop on another port. */
@ExtendWith(OnStage.class)
class TrackingScriptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_click_is_told_once_follows_the_routes_and_credits_the_order_of_its_cart(Stage stage) {
        Api api = stage.newShop("Tea shop").api();
        String ada = link(api, "ada");
        String bob = link(api, "bob");
        try (ShopSite shop = new ShopSite(
                        api.url(), api.get("/tracking").path("script").asString());
                Customer customer = new Customer(stage.customer())) {
            customer.visit(shop.url() + "/");
            assertThat(customer.told()).as("a page without a link").isEmpty();
            customer.visit(shop.url() + "/tea?" + bob + "&subid=spring");
            customer.route("/mug?" + bob + "&subid=spring");
            customer.page().reload();
            customer.ready();
            awaitClicks(api, 1);
            customer.route("/#/pots?" + ada + "&creative=b7");
            awaitClicks(api, 2);
            customer.page().goBack();
            customer.visit(shop.url() + "/basket");
            customer.page().goBack();
            customer.ready();
            customer.visit(shop.url() + "/basket");
            customer.page().evaluate("() => window.tributary.cart('cart-77')");
            customer.await(() -> customer.told().stream().anyMatch(body -> body.startsWith("cart ")));
            customer.awaitHeard(3);
            assertThat(customer.told()).hasSize(3);

            JsonNode conversion = sell(api, "cart-77");
            assertThat(conversion.at("/attribution/mechanism").asString()).isEqualTo("LINK");
            assertThat(ada).contains("rfsn=" + conversion.at("/affiliate/id").asString() + ".");
            assertThat(conversion.at("/click/landed_url").asString())
                    .isEqualTo(shop.url() + "/#/pots?" + ada + "&creative=b7");
            assertThat(conversion.at("/click/creative_id").asString()).isEqualTo("b7");
            assertThat(api.get("/clicks?sub_id=spring").path("data").size()).isEqualTo(1);

            assertThat(customer.context().cookies()).isEmpty();
            assertThat(customer.page().evaluate("() => Object.keys(localStorage).length"))
                    .isEqualTo(1);
            assertThat(customer.complaints()).isEmpty();
        }
    }

    @Test
    void a_page_drawn_ahead_waits_shopify_and_the_tag_name_the_cart_and_a_redirect_counts_once(Stage stage) {
        Api api = stage.newShop("Tea shop").api();
        String ada = link(api, "ada");
        JsonNode tracking = api.get("/tracking");
        try (ShopSite shop = new ShopSite(api.url(), tracking.path("script").asString());
                Customer customer = new Customer(stage.customer())) {
            api.patch("/tracking", Map.of("hosts", List.of(shop.url())));
            customer.context()
                    .addInitScript("window.Shopify = {}; let ahead = !sessionStorage.shown;"
                            + "Object.defineProperty(document, 'prerendering', { get: () => ahead });"
                            + "window.show = () => { ahead = false; sessionStorage.shown = 1;"
                            + "document.dispatchEvent(new Event('prerenderingchange')); };");
            customer.context().addCookies(List.of(new Cookie("cart", "hWN2%3Fkey%3Dsecret").setUrl(shop.url())));
            String go = api.url() + "/go/" + tracking.path("public_key").asString() + "?" + ada + "&to=" + shop.url();
            customer.visit(go);
            customer.page().evaluate("() => window.tributary.cart('early')");
            assertThat(customer.told()).as("a page that nobody sees").isEmpty();
            customer.page().evaluate("() => window.show()");
            customer.awaitHeard(2);
            assertThat(customer.told().get(1))
                    .startsWith("cart ")
                    .contains("\"cart\":\"hWN2\"")
                    .doesNotContain("secret");
            customer.page().evaluate("() => document.querySelector('script').dataset.cart = 'from-the-tag'");
            customer.awaitHeard(3);
            assertThat(customer.told().get(2)).contains("\"cart\":\"from-the-tag\"");

            assertThat(sell(api, "hWN2").at("/click/landed_url").asString()).isEqualTo(shop.url() + "/?" + ada);
            assertThat(api.get("/clicks").path("data").size()).isEqualTo(1);
            assertThat(api.get("/clicks").at("/data/0/via").asString()).isEqualTo("REDIRECT");
            assertThat(customer.complaints()).isEmpty();
        }
    }

    /** Behind a proxy, a restart is an answer of 502 or 503 that the script's doors know nothing of. */
    @Test
    void a_click_that_met_a_503_is_told_again_by_the_next_page(Stage stage) {
        Api api = stage.newShop("Tea shop").api();
        String ada = link(api, "ada");
        try (ShopSite shop = new ShopSite(
                        api.url(), api.get("/tracking").path("script").asString());
                Customer customer = new Customer(stage.customer())) {
            AtomicInteger refused = new AtomicInteger();
            customer.context().route("**/t/*", route -> {
                int status = refused.incrementAndGet() % 2 == 1 ? 503 : 429;
                route.fulfill(
                        new FulfillOptions().setStatus(status).setHeaders(Map.of("Access-Control-Allow-Origin", "*")));
            });
            customer.visit(shop.url() + "/tea?" + ada);
            customer.await(() -> refused.get() == 1);
            customer.page().evaluate("() => window.tributary.cart('cart-9')");
            customer.await(() -> customer.told().getLast().startsWith("cart "));
            customer.context().unrouteAll();

            customer.visit(shop.url() + "/basket");
            customer.awaitHeard(2);
            assertThat(sell(api, "cart-9").at("/attribution/mechanism").asString())
                    .isEqualTo("LINK");
            int told = customer.told().size();
            customer.visit(shop.url() + "/");
            assertThat(customer.told()).as("what was taken is done").hasSize(told);
            assertThat(customer.heard()).hasSize(2);
            assertThat(api.get("/clicks").path("data").size()).isEqualTo(1);
        }
    }

    private static JsonNode sell(Api api, String cart) {
        Map<String, Object> tea = Map.of("name", "Green tea", "quantity", 1, "price", "25.00");
        JsonNode order = api.post("/orders", Map.of("order_id", cart, "cart_id", cart, "items", List.of(tea)));
        return api.get("/conversions/" + order.at("/conversions/0/id").asString());
    }

    private static void awaitClicks(Api api, int count) {
        Await.until(
                PATIENCE,
                count + " clicks",
                () -> api.get("/clicks").path("data").size() == count);
    }

    private static String link(Api api, String name) {
        Map<String, Object> terms = Map.of("name", "Standard", "type", "PERCENT_OF_SALE", "amount", "10");
        long offer = api.post("/offers", terms).path("id").asLong();
        Map<String, Object> profile =
                Map.of("first_name", name, "email", name + "@partners.example", "status", "ACTIVE", "offer_id", offer);
        JsonNode made = api.post("/affiliates", profile);
        return "rfsn=" + made.path("id").asString() + "." + made.path("code").asString();
    }
}
