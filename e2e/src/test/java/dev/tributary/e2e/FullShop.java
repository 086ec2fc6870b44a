package dev.tributary.e2e;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.tributary.testkit.Await;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An account with more of everything than fits on a page, and hostile texts wherever there is room for them.
 *
 * @param affiliate the one whom the pages of affiliates are about
 * @param names the ids of things that pages are about, by the names that {@link Pages} gives them
 */
record FullShop(Shop shop, Affiliate affiliate, Map<String, String> names) {
    /** More than any list shows at once. */
    static final int MANY = 55;
    /** What its webhook was sent: each affiliate, the trigger, three conversions, two approved, and a replay of one. */
    static final int DELIVERED = MANY + 7;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEBIBYTE = 1 << 20;

    static FullShop fill(Stage stage) {
        Shop shop = stage.newShop(Hostile.text(200));
        Map<String, String> names = new HashMap<>();
        catcher(shop.api(), names);
        webhooks(shop.api(), names);
        programme(shop.api(), names);
        delivered(shop.api(), names);
        return new FullShop(shop, Affiliate.enter(shop, names.getOrDefault("affiliate", "")), names);
    }

    /** A window of who the page is for: the shop's owner, or an affiliate. */
    Window window(Place place, NewContextOptions options) {
        return place.isPortal() ? affiliate.window(options) : shop.window(options);
    }

    /** A path with the names of things replaced by their ids. */
    String path(String pattern) {
        String path = pattern;
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        return path;
    }

    /** One with a request of nearly a mebibyte and many small ones; the webhooks of the account send to another. */
    private static void catcher(Api api, Map<String, String> names) {
        JsonNode made = api.post("/catchers", Map.of());
        String url = made.path("url").asString();
        names.put("catcher", made.path("id").asString());
        Api.send(URI.create(url), Hostile.text(MEBIBYTE - 100));
        names.put("request", "1");
        for (int i = 1; i < MANY; i++) {
            Api.send(URI.create(url + "/" + i + "?q=%3Cscript%3E" + "w".repeat(i * 30)), Hostile.text(1000));
        }
    }

    /** First the one that pages are about, then one whose receiver refuses, then many more. */
    private static void webhooks(Api api, Map<String, String> names) {
        String url = api.post("/catchers", Map.of()).path("url").asString();
        Map<String, Object> settings = Map.of("url", url, "all_topics", true, "description", Hostile.text(500));
        names.put("webhook", api.post("/webhooks", settings).path("id").asString());
        String refusing = url + "/503?" + "w".repeat(1500);
        api.post("/webhooks", Map.of("url", refusing, "all_topics", true, "format", "standard"));
        for (int i = 2; i < MANY; i++) {
            String another = "https://" + "w".repeat(60) + ".example/" + i;
            api.post("/webhooks", Map.of("url", another, "topics", List.of("payment.created")));
        }
    }

    private static void programme(Api api, Map<String, String> names) {
        api.patch("/account", Map.of("excluded_coupons", List.of(Hostile.MARKUP, Hostile.text(200))));
        Map<String, Object> terms = Map.of(
                "name",
                Hostile.text(200),
                "type",
                "TIERED",
                "tiers",
                List.of(Map.of("from", 0, "percent", 10), Map.of("from", 999_999_999, "percent", 12.3456)),
                "sku_overrides",
                List.of(Map.of("sku", Hostile.text(200), "type", "FLAT_RATE_PER_ITEM", "amount", 1_000_000_000)));
        long offer = api.post("/offers", terms).path("id").asLong();
        names.put("offer", String.valueOf(offer));
        long affiliate = 0;
        for (int i = 0; i < MANY; i++) {
            Map<String, Object> profile = Map.of(
                    "first_name",
                    Hostile.text(100),
                    "last_name",
                    Hostile.BACKWARDS,
                    "company",
                    Hostile.text(200),
                    "email",
                    "partner" + i + "@partners.example",
                    "status",
                    "ACTIVE",
                    "offer_id",
                    offer);
            affiliate = api.post("/affiliates", profile).path("id").asLong();
        }
        names.put("affiliate", String.valueOf(affiliate));
        Map<String, Object> coupon = Map.of("type", "COUPON", "trigger", Hostile.text(100));
        names.put(
                "trigger",
                api.post("/affiliates/" + affiliate + "/triggers", coupon)
                        .path("id")
                        .asString());
        signUpPage(api, offer, names);
        sales(api, affiliate, names);
        clicks(api, affiliate);
        imported(api, names);
    }

    /** A file that is checked: rows that would go in and rows that are refused, all of them hostile. */
    private static void imported(Api api, Map<String, String> names) {
        String quoted = "\"" + Hostile.text(100).replace("\"", "\"\"") + "\"";
        String good = "1a," + quoted + "," + quoted + ",good@partners.example\n";
        String bad = String.join(",", quoted, quoted, quoted, quoted) + "\n";
        String file = "code,first_name," + quoted + ",email\n" + good + bad.repeat(MANY);
        String id = api.bring("kind=affiliates&dry_run=true", file).path("id").asString();
        names.put("import", id);
        Await.until(
                PATIENCE,
                "the check",
                () -> api.get("/imports/" + id).path("state").asString().equals("checked"));
    }

    private static void signUpPage(Api api, long offer, Map<String, String> names) {
        List<Map<String, Object>> fields = List.of(
                Map.of("label", Hostile.text(100), "kind", "text", "required", true),
                Map.of("label", "Choice", "kind", "choice", "choices", List.of(Hostile.text(100), "b")),
                Map.of("label", "Box", "kind", "checkbox"),
                Map.of("label", "Story", "kind", "long_text"));
        Map<String, Object> wish = new HashMap<>();
        wish.put("name", Hostile.text(100));
        wish.put("slug", "full-of-hostile-text");
        wish.put("intro", Hostile.text(1000));
        wish.put("offer_id", offer);
        wish.put("open", true);
        wish.put("ask", List.of("company", "phone_number", "address", "paypal_email", "coupon"));
        wish.put("terms", Hostile.text(5000));
        wish.put("fields", fields);
        JsonNode made = api.post("/programmes", wish);
        names.put("programme", made.path("id").asString());
        names.put("version", "1");
        names.put("slug", made.path("slug").asString());
        names.put("field", made.at("/fields/0/id").asString());
        Map<String, Object> guests = Map.of("emails", List.of("guest@partners.example"), "offer_id", offer);
        String invited = "/programmes/" + names.get("programme") + "/invitations";
        JsonNode guest = api.post(invited, guests);
        names.put("invited", URI.create(guest.at("/results/0/url").asString()).getPath());
    }

    private static void clicks(Api api, long affiliate) {
        String key = api.get("/tracking").path("public_key").asString();
        String code = api.get("/affiliates/" + affiliate).path("code").asString();
        String sub = URLEncoder.encode(Hostile.text(200), StandardCharsets.UTF_8);
        for (int i = 0; i < MANY; i++) {
            String page =
                    "https://" + "w".repeat(60) + ".example/" + "w".repeat(300) + "?rfsn=" + affiliate + "." + code;
            Map<String, Object> click = Map.of(
                    "key", key,
                    "id", "full-shop-" + i,
                    "url", page + "&subid=" + sub + "&creative=" + sub,
                    "referrer", "https://" + "w".repeat(60) + ".example/",
                    "age", i * 7200);
            Api.send(URI.create(api.url() + "/t/click"), JsonMapper.shared().writeValueAsString(click));
        }
        Await.until(
                PATIENCE,
                "all clicks",
                () -> api.get("/clicks?limit=200").path("data").size() == MANY);
    }

    private static void sales(Api api, long affiliate, Map<String, String> names) {
        JsonNode order = api.post(
                "/orders",
                Map.of(
                        "order_id", Hostile.text(200),
                        "affiliate_id", affiliate,
                        "customer", Map.of("first_name", Hostile.text(100), "email", "jane@customers.example"),
                        "items", List.of(Map.of("name", Hostile.text(200), "quantity", 2, "price", "25.00"))));
        names.put("order", order.path("id").asString());
        names.put("conversion", order.at("/conversions/0/id").asString());
        payments(api, affiliate, names);
        messages(api, names);
        names.put("key", api.get("/api-keys").at("/data/0/id").asString());
    }

    /** A shop whose messages are not orders as they should be. */
    private static void messages(Api api, Map<String, String> names) {
        ShopifyDoor door = ShopifyDoor.connect(api, Hostile.text(100));
        for (int i = 1; i <= MANY; i++) {
            door.send(JsonMapper.shared().writeValueAsString(Map.of("id", i, "note", Hostile.text(1000))));
        }
        names.put("source", door.source());
        JsonNode sent = api.get("/sources/" + door.source() + "/messages");
        names.put("message", sent.at("/data/0/id").asString());
    }

    /** A payment that is prepared, and something for the next. */
    private static void payments(Api api, long affiliate, Map<String, String> names) {
        earned(api, affiliate);
        Map<String, Object> draft =
                Map.of("affiliate_id", affiliate, "method", "PAYPAL", "note", Hostile.text(500), "draft", true);
        names.put("payment", api.post("/payments", draft).path("id").asString());
        earned(api, affiliate);
    }

    private static void earned(Api api, long affiliate) {
        Map<String, Object> credit = Map.of("affiliate_id", affiliate, "total", "50.00");
        long conversion = api.post("/conversions", credit).path("id").asLong();
        api.post("/conversions/status", Map.of("ids", List.of(conversion), "status", "APPROVED"));
    }

    /** Waits until everything was sent, so that what pages show no longer changes. */
    private static void delivered(Api api, Map<String, String> names) {
        String path = "/webhooks/" + names.get("webhook") + "/deliveries?limit=1";
        Await.until(
                PATIENCE,
                "all deliveries",
                () -> api.get(path + "&status=delivered").path("data").size() == 1
                        && api.get(path + "&status=pending").path("data").isEmpty());
        names.put("delivery", api.get(path).path("data").path(0).path("id").asString());
        String webhook = "/webhooks/" + names.get("webhook");
        Map<String, Object> again = Map.of("deliveries", List.of(names.getOrDefault("delivery", "")));
        names.put("replay", api.post(webhook + "/replays", again).path("id").asString());
        Await.until(
                PATIENCE,
                "the replay",
                () -> api.get("/replays/" + names.get("replay"))
                        .path("finished_at")
                        .isString());
    }
}
