package dev.tributary.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of Shopify's Admin API that makes and ends discount codes, in its answers' shapes.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/discountCodeBasicCreate">the vendor's
 *     page</a>
 */
final class FakeShop implements AutoCloseable {
    static final String TOKEN = "shpat_of_a_test";

    private static final String NODE = "gid://shopify/DiscountCodeNode/";

    private final HttpServer server = server();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Map<String, String> titles = new ConcurrentHashMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    FakeShop() {
        server.createContext("/admin/api/", this::answer);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Somebody of the shop makes one by hand. */
    void make(String code) {
        codes.put(code, "active");
    }

    /** Its discount codes, each with {@code active} or {@code ended}. */
    Map<String, String> codes() {
        return codes;
    }

    /** Codes that were asked for though they are there. */
    List<String> refused() {
        return refused;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"));
            byte[] body = JsonMapper.shared().writeValueAsBytes(known ? Map.of("data", data(asked)) : Map.of());
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, ?> data(JsonNode asked) {
        String query = asked.path("query").asString();
        JsonNode variables = asked.path("variables");
        if (query.contains("discountCodeBasicCreate")) {
            return Map.of("discountCodeBasicCreate", Map.of("userErrors", create(variables.path("discount"))));
        }
        String named = variables.path("id").asString().replace(NODE, "");
        if (query.contains("discountCodeBasicUpdate")) {
            titles.put(named, variables.at("/discount/title").asString());
            codes.put(named, variables.at("/discount/endsAt").isNull() ? "active" : "ended");
            return Map.of("discountCodeBasicUpdate", Map.of("userErrors", List.of()));
        }
        if (query.contains("discountCodeDeactivate")) {
            codes.put(named, "ended");
            return Map.of("discountCodeDeactivate", Map.of("userErrors", List.of()));
        }
        String code = variables.path("code").asString();
        return codes.containsKey(code)
                ? Map.of(
                        "codeDiscountNodeByCode",
                        Map.of("id", NODE + code, "codeDiscount", Map.of("title", titles.getOrDefault(code, ""))))
                : Collections.singletonMap("codeDiscountNodeByCode", null);
    }

    private List<Map<String, String>> create(JsonNode discount) {
        String code = discount.path("code").asString();
        if (codes.putIfAbsent(code, "active") == null) {
            titles.put(code, discount.path("title").asString());
            return List.of();
        }
        refused.add(code);
        return List.of(Map.of("code", "TAKEN", "message", "Code must be unique. Please try a different code."));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
