package dev.tributary.server.webhook;

import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Header;
import dev.tributary.webhooks.transport.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as the API shows it: what was sent and what came back.
 *
 * @param outcome accepted, rejected, unreachable or forbidden
 * @param status_code null where no answer came
 * @param error one sentence where no usable answer came
 */
@SuppressWarnings("MemberName") // the names on the wire
record AttemptView(
        int number,
        Instant started_at,
        long duration_ms,
        Phases timing,
        String outcome,
        @Nullable Integer status_code,
        @Nullable String error,
        Sent request,
        @Nullable Received response) {
    /** In milliseconds; null for a phase that did not take place, such as connecting where a connection was open. */
    record Phases(
            @Nullable Long dns_ms,
            @Nullable Long connect_ms,
            @Nullable Long tls_ms,
            @Nullable Long first_byte_ms) {}

    /** The request; its body is exactly what was signed. */
    record Sent(String method, String url, Map<String, String> headers, String body) {}

    /**
     * The answer: hostile text.
     *
     * @param body what is not UTF-8 in it is replaced
     * @param truncated whether more came than is kept
     */
    record Received(Map<String, String> headers, String body, boolean truncated) {}

    static AttemptView of(Attempt attempt) {
        Timing timing = attempt.timing();
        return new AttemptView(
                attempt.number(),
                attempt.startedAt(),
                timing.total().toMillis(),
                new Phases(
                        millis(timing.dns()),
                        millis(timing.connect()),
                        millis(timing.tls()),
                        millis(timing.firstByte())),
                attempt.outcome(),
                attempt.answer().map(Answer::status).orElse(null),
                attempt.error().orElse(null),
                new Sent("POST", attempt.url(), byName(attempt.requestHeaders()), text(attempt.requestBody())),
                attempt.answer().map(AttemptView::received).orElse(null));
    }

    private static Received received(Answer answer) {
        return new Received(byName(answer.headers()), text(answer.body()), answer.truncated());
    }

    /** Values of one name are joined by a comma (RFC 9110, 5.3). */
    private static Map<String, String> byName(List<Header> headers) {
        Map<String, String> map = new LinkedHashMap<>();
        headers.forEach(header -> map.merge(header.name(), header.value(), (a, b) -> a + ", " + b));
        return map;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static @Nullable Long millis(Optional<Duration> duration) {
        return duration.map(Duration::toMillis).orElse(null);
    }
}
