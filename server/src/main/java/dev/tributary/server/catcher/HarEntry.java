package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caught request as HAR 1.2 has it (the HTTP Archive format of Jan Odvarko). What HAR has no field for begins with _. */
final class HarEntry {
    private HarEntry() {}

    static Map<String, Object> of(CaughtRequest request, String url) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("startedDateTime", request.receivedAt().toString());
        entry.put("time", 0);
        entry.put("request", asked(request, url));
        entry.put("response", answered(request));
        entry.put("cache", Map.of());
        entry.put("timings", Map.of("send", 0, "wait", 0, "receive", 0));
        entry.put("_number", request.number());
        entry.put("_remoteAddress", request.remoteAddress());
        entry.put("_truncated", request.truncated());
        return entry;
    }

    private static Map<String, Object> asked(CaughtRequest request, String url) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("method", request.method());
        asked.put("url", url);
        asked.put("httpVersion", "HTTP/1.1");
        asked.put("cookies", List.of());
        asked.put("headers", request.headers());
        asked.put("queryString", request.query());
        asked.put("headersSize", -1);
        asked.put("bodySize", request.body().length);
        if (request.body().length > 0) {
            asked.put("postData", posted(request));
        }
        return asked;
    }

    /** HAR knows text alone; other bytes come in Base64, with a field of our own that says so. */
    private static Map<String, Object> posted(CaughtRequest request) {
        String type = request.header("content-type").orElse("");
        @Nullable String text = CaughtView.utf8(request.body());
        return text == null
                ? Map.of(
                        "mimeType",
                        type,
                        "text",
                        Base64.getEncoder().encodeToString(request.body()),
                        "_encoding",
                        "base64")
                : Map.of("mimeType", type, "text", text);
    }

    private static Map<String, Object> answered(CaughtRequest request) {
        Map<String, Object> answered = new LinkedHashMap<>();
        answered.put("status", request.answeredStatus().orElse(0));
        answered.put("statusText", "");
        answered.put("httpVersion", "HTTP/1.1");
        answered.put("cookies", List.of());
        answered.put("headers", List.<Header>of());
        answered.put("content", Map.of("size", 0, "mimeType", ""));
        answered.put("redirectURL", "");
        answered.put("headersSize", -1);
        answered.put("bodySize", -1);
        return answered;
    }
}
