package dev.tributary.server.webhook;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The version that a caller wants to change.
 *
 * @param header {@code If-Match} as sent: entity tags, or {@code *}
 */
record IfMatch(@Nullable String header) {
    static String tag(Endpoint endpoint) {
        return "\"" + endpoint.version() + "\"";
    }

    /**
     * Checks the version where one was named.
     *
     * @throws Problem 412 if the webhook has another
     */
    void check(Endpoint endpoint) {
        String tag = tag(endpoint);
        if (header != null
                && !header.strip().equals("*")
                && Arrays.stream(header.split(",", 50)).map(String::strip).noneMatch(tag::equals)) {
            throw failed();
        }
    }

    boolean isPresent() {
        return header != null;
    }

    static Problem failed() {
        return Problem.of(412, "The webhook has changed since you read it: read it again, then change it.");
    }
}
