package dev.tributary.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tributary.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a click in a shop to everybody who wants to know of the order that came of it. */
@ExtendWith(OnStage.class)
class ShopJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_click_becomes_a_conversion_that_merchant_affiliate_and_webhook_see_with_its_reason(Stage stage) {
        Shop merchant = stage.newShop("Tea shop");
        Api api = merchant.api();
        Programme programme = Programme.begin(api);
        JsonNode catcher = api.post("/catchers", Map.of());
        api.post(
                "/webhooks",
                Map.of(
                        "url",
                        catcher.path("url").asString(),
                        "topics",
                        List.of("conversion.created"),
                        "format",
                        "standard"));
        String link = link(api, programme.affiliate());

        visit(stage, api, link + "&subid=autumn", "cart-4711");
        order(api, "cart-4711");

        merchantSees(merchant);
        affiliateSees(merchant, programme.affiliate());
        JsonNode told = told(api, catcher.path("id").asString());
        assertThat(told.path("type").asString()).isEqualTo("conversion.created");
        assertThat(told.at("/data/attribution/mechanism").asString()).isEqualTo("LINK");
        assertThat(told.at("/data/click/sub_id").asString()).isEqualTo("autumn");
        assertThat(told.at("/data/order_id").asString()).isEqualTo("1022");
        assertThat(told.at("/data/commission_total").asString()).isEqualTo("5.00");
    }

    /** In the customer's browser: a page of the shop by an affiliate's link, then the cart. */
    private static void visit(Stage stage, Api api, String link, String cart) {
        try (ShopSite shop = new ShopSite(
                        api.url(), api.get("/tracking").path("script").asString());
                Customer customer = new Customer(stage.customer())) {
            customer.visit(shop.url() + "/tea?" + link);
            customer.page().evaluate("cart => window.tributary.cart(cart)", cart);
            customer.await(() -> customer.told().stream().anyMatch(body -> body.startsWith("cart ")));
            assertThat(customer.complaints()).isEmpty();
        }
        Await.until(PATIENCE, "the click", () -> api.get("/clicks").path("data").size() == 1);
    }

    /** From the shop's server, signed; of the affiliate it knows nothing but the cart. */
    private static void order(Api api, String cart) {
        ShopifyDoor door = ShopifyDoor.connect(api, "Tea");
        Instant now = Instant.now();
        String order = """
                {"id": 820982911946154508, "order_number": 1022, "currency": "USD", "total_price": "55.00",
                 "subtotal_price": "50.00", "created_at": "%s", "updated_at": "%s", "financial_status": "paid",
                 "cart_token": "%s", "customer": null, "shipping_lines": [{"price": "5.00"}],
                 "line_items": [{"id": 1, "name": "Green tea", "quantity": 2, "price": "25.00"}]}""".formatted(now, now, cart);
        assertThat(door.send(order)).isEqualTo(200);
    }

    private static void merchantSees(Shop merchant) {
        Window window = merchant.window();
        Page page = window.open("/console/conversions");
        page.locator("main .row-link").first().click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Why this affiliate")))
                .isVisible();
        assertThat(page.locator("main")).containsText("Link");
        assertThat(page.locator("main")).containsText("autumn");
        assertThat(page.locator("main")).containsText("1022");
    }

    private static void affiliateSees(Shop merchant, long number) {
        Affiliate affiliate = Affiliate.enter(merchant, String.valueOf(number));
        Page page = affiliate.window(new NewContextOptions()).open("/portal/conversions");
        assertThat(page.locator("main")).containsText("5.00");
    }

    private static JsonNode told(Api api, String catcher) {
        String path = "/catchers/" + catcher + "/requests";
        Await.until(PATIENCE, "the webhook", () -> api.get(path).path("data").size() == 1);
        return JsonMapper.shared().readTree(api.get(path).at("/data/0/body").asString());
    }

    private static String link(Api api, long affiliate) {
        String code = api.get("/affiliates/" + affiliate).path("code").asString();
        return "rfsn=" + affiliate + "." + code;
    }
}
