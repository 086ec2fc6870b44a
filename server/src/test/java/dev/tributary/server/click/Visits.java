package dev.tributary.server.click;

import dev.tributary.server.api.Json;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What browsers on a merchant's shop send, as the script does. */
record Visits(LiveServer server, Merchant merchant, String key) {
    static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

    static Visits of(Merchant merchant) {
        return new Visits(
                merchant.server(),
                merchant,
                merchant.get("/api/v1/tracking").expect(200).text("/public_key"));
    }

    /** A click's body; {@code more} takes the place of what a browser would say. */
    Map<String, Object> body(String link, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", key);
        body.put("id", UUID.randomUUID().toString());
        body.put("url", "https://shop.example/tea?" + link);
        body.put("referrer", "https://blog.example/post");
        body.put("age", 0);
        body.putAll(more);
        return body;
    }

    Answer click(String link, Map<String, ?> more, String... headers) {
        return send("/t/click", body(link, more), headers);
    }

    Answer cart(String link, String cart, Map<String, ?> more) {
        Map<String, Object> body = body(link, more);
        body.put("cart", cart);
        return send("/t/cart", body);
    }

    Answer send(String door, Object body, String... headers) {
        return raw(door, new String(Json.bytes(body), java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    Answer raw(String door, String body, String... headers) {
        String[] all = new String[headers.length + 4];
        all[0] = "Content-Type";
        all[1] = "text/plain;charset=UTF-8";
        all[2] = "User-Agent";
        all[3] = AGENT;
        System.arraycopy(headers, 0, all, 4, headers.length);
        return server.stranger().post(door, BodyPublishers.ofString(body), all);
    }

    /** The clicks that the API shows, once all is written. */
    List<JsonNode> list(String query) {
        server.bean(Clicks.class).settle();
        JsonNode data =
                merchant.get("/api/v1/clicks" + query).expect(200).json().path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }
}
