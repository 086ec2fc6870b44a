package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A catcher as the API shows it.
 *
 * @param requests how many it has caught so far
 * @param last_caught_at null before the first request
 * @param failures_left how many more get the failing answer; null where fail_times is
 */
@SuppressWarnings("MemberName") // the names on the wire
record CatcherView(
        String id,
        String name,
        String url,
        int status,
        Map<String, String> headers,
        String body,
        long delay_ms,
        @Nullable Integer fail_times,
        @Nullable Long failures_left,
        boolean drop,
        long requests,
        @Nullable Instant last_caught_at,
        Instant created_at) {
    static CatcherView of(Catcher catcher, CatcherUrls urls) {
        CannedAnswer answer = catcher.answer();
        boolean counted = answer.failTimes().isPresent();
        return new CatcherView(
                catcher.id().toString(),
                catcher.name(),
                urls.of(catcher.token()),
                answer.status(),
                byName(answer.headers()),
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.delay().toMillis(),
                counted ? answer.failTimes().getAsInt() : null,
                counted ? catcher.failuresLeft() : null,
                answer.drops(),
                catcher.lastNumber(),
                catcher.lastAt().orElse(null),
                catcher.createdAt());
    }

    /** Values of one name are joined by a comma (RFC 9110, 5.3). */
    static Map<String, String> byName(List<Header> headers) {
        Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> map = new LinkedHashMap<>();
        for (Header header : headers) {
            String name = spelling.computeIfAbsent(header.name(), Function.identity());
            map.merge(name, header.value(), (a, b) -> a + ", " + b);
        }
        return map;
    }
}
