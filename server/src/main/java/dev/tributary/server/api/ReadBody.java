package dev.tributary.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a request's bytes, and JSON out of them, before anything else parses them. */
public final class ReadBody {
    /** The largest JSON body, in bytes. */
    public static final int MAX_JSON = 1 << 20;

    private ReadBody() {}

    /**
     * All bytes of the body.
     *
     * @throws Problem 413 if there are more than {@code limit}
     */
    public static byte[] bytes(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        byte[] bytes = request.getInputStream().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return bytes;
    }

    /**
     * The body as a JSON object; no body at all reads as one without fields.
     *
     * @throws Problem 400, 413 or 415
     */
    static Fields json(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type != null && !isJson(type)) {
            throw notJson();
        }
        byte[] bytes = bytes(request, MAX_JSON);
        if (type == null && bytes.length == 0) {
            return Fields.parse("{}".getBytes(StandardCharsets.UTF_8));
        }
        if (type == null) {
            throw notJson();
        }
        return Fields.parse(bytes);
    }

    private static boolean isJson(String type) {
        String[] parts = type.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
        boolean json = parts[0].equals("application/json") || parts[0].matches("application/[a-z0-9.-]+\\+json");
        for (int i = 1; i < parts.length; i++) {
            json &= !parts[i].startsWith("charset=") || parts[i].matches("charset=\"?utf-8\"?");
        }
        return json;
    }

    private static Problem notJson() {
        return Problem.of(415, "Send the body as JSON in UTF-8, with Content-Type: application/json.");
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(413, "The body is larger than " + limit + " bytes.");
    }
}
