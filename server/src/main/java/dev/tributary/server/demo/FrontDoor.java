package dev.tributary.server.demo;

import dev.tributary.server.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The product's own HTTP interface, as a merchant with an API key reaches it. */
final class FrontDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final byte[] NOTHING = {'n', 'u', 'l', 'l'};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String origin;
    private final String key;

    FrontDoor(String origin, String key) {
        this.origin = origin;
        this.key = key;
    }

    JsonNode get(String path) {
        return send(api(path).GET());
    }

    JsonNode post(String path, Object body) {
        return send(json(api(path)).POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    JsonNode patch(String path, Object body) {
        return send(json(api(path)).method("PATCH", BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /** As a shop's webhook comes in: to a URL of its own, without a key, with these headers. */
    JsonNode deliver(String url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + URI.create(url).getRawPath()));
        headers.forEach(request::header);
        return send(json(request).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A page as a visitor without an account gets it. */
    String page(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).header("Accept", "text/html");
        return new String(bytes(request, 2), StandardCharsets.UTF_8);
    }

    /** Fills in a form of such a page, which must lead on to another. */
    void submit(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        bytes(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)),
                3);
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path)).header("Authorization", "Bearer " + key);
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder builder) {
        byte[] body = bytes(builder, 2);
        return Json.read(body.length == 0 ? NOTHING : body);
    }

    /** The body of an answer whose status is of this hundred. */
    private byte[] bytes(HttpRequest.Builder builder, int hundred) {
        HttpRequest request = builder.timeout(PATIENCE).build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != hundred) {
                throw new Refused(request.method() + " " + request.uri().getPath() + " answered "
                        + response.statusCode() + ": " + detail(response));
            }
            return response.body();
        } catch (IOException e) {
            throw new Refused(request.method() + " " + request.uri().getPath() + " did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private static String detail(HttpResponse<byte[]> response) {
        return response.headers().firstValue("content-type").orElse("").contains("json")
                ? Json.read(response.body()).path("detail").asString("")
                : "a page";
    }

    /** The product said no to its own demo, or is stopping. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }
}
