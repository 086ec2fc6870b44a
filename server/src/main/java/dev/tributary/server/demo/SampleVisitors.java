package dev.tributary.server.demo;

import dev.tributary.server.api.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** People who come to the sample shop by affiliates' links; what its pages' script tells of them. */
final class SampleVisitors {
    private static final List<String> PLACES =
            List.of("https://blog.example/best-teas", "https://www.instagram.com/", "https://news.example/weekend", "");
    private static final List<String> SUB_IDS = List.of("newsletter", "instagram", "review", "");
    private static final List<String> PAGES = List.of("", "products", "collections/green-tea", "pages/brewing");
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36");

    private final FrontDoor door;
    private final RandomGenerator random;
    private final String publicKey;

    SampleVisitors(FrontDoor door, RandomGenerator random) {
        this.door = door;
        this.random = random;
        this.publicKey = door.get("/tracking").path("public_key").asString();
    }

    /** Somebody looks around and leaves. */
    void browse(String link) {
        tell("/t/click", click(link));
    }

    /**
     * Somebody fills a cart.
     *
     * @return its id
     */
    String fillCart(String link) {
        Map<String, Object> click = click(link);
        String cart = name();
        click.put("cart", cart);
        tell("/t/cart", click);
        return cart;
    }

    private Map<String, Object> click(String link) {
        String subId = any(SUB_IDS);
        Map<String, Object> click = new LinkedHashMap<>();
        click.put("key", publicKey);
        click.put("id", name());
        click.put(
                "url",
                "https://sample-shop.example/" + any(PAGES) + "?" + link + (subId.isEmpty() ? "" : "&subid=" + subId));
        click.put("referrer", any(PLACES));
        click.put("age", random.nextInt(600));
        return click;
    }

    private void tell(String path, Map<String, Object> body) {
        String address = "203.0.113." + random.nextInt(1, 255);
        door.deliver(path, Map.of("User-Agent", any(BROWSERS), "X-Forwarded-For", address), Json.bytes(body));
    }

    private String name() {
        return "%016x".formatted(random.nextLong());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
