package dev.tributary.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors for programs, with an account's key. */
record Api(String url, String key) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Posts JSON and returns what came back, which must be a success. */
    JsonNode post(String path, Map<String, ?> body) {
        return JsonMapper.shared().readTree(send(to(path).method("POST", json(body))));
    }

    JsonNode patch(String path, Map<String, ?> body) {
        return JsonMapper.shared().readTree(send(to(path).method("PATCH", json(body))));
    }

    /** Brings a CSV file and returns the import. */
    JsonNode bring(String query, String csv) {
        return JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(URI.create(url + "/api/v1/imports?" + query))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(csv))));
    }

    JsonNode get(String path) {
        return JsonMapper.shared().readTree(send(to(path)));
    }

    void delete(String path) {
        send(to(path).DELETE());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private static BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    }

    /** Sends a text to any URL, such as a catcher's. */
    static void send(URI url, String text, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(text));
        send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The same, whatever the answer's status is. */
    static int status(URI url, String text, String... headers) {
        return answer(HttpRequest.newBuilder(url)
                        .POST(BodyPublishers.ofString(text))
                        .headers(headers))
                .statusCode();
    }

    private static String send(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request);
        Assertions.assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
