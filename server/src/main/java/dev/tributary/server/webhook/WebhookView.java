package dev.tributary.server.webhook;

import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.transport.Header;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API shows it.
 *
 * @param status_reason why it is paused or disabled; null while it is active
 * @param failing_since when the first attempt since the last delivered one failed; null while it is well
 * @param failures failed attempts since then; 0 while it is well
 * @param headers the merchant's own; values are masked for a key that may only read, since they may hold credentials
 */
@SuppressWarnings("MemberName") // the names on the wire
record WebhookView(
        String id,
        String url,
        List<String> topics,
        boolean all_topics,
        String format,
        String status,
        @Nullable String status_reason,
        @Nullable Instant failing_since,
        int failures,
        String description,
        String signing,
        boolean ordered,
        @Nullable Integer rate_per_second,
        int max_in_flight,
        int timeout_seconds,
        @Nullable String schedule,
        Map<String, String> headers,
        Instant created_at,
        Instant updated_at) {
    private static final String MASKED = "••••••";

    static WebhookView of(Endpoint endpoint, Optional<Failing> failing, boolean masked) {
        EndpointSettings settings = endpoint.settings();
        return new WebhookView(
                endpoint.id().toString(),
                settings.url(),
                settings.topics(),
                settings.allTopics(),
                settings.format().text(),
                endpoint.status().text(),
                endpoint.statusReason().orElse(null),
                failing.map(Failing::since).orElse(null),
                failing.map(Failing::failures).orElse(0),
                settings.description(),
                settings.signing().text(),
                settings.ordered(),
                settings.ratePerSecond().orElse(null),
                settings.maxInFlight(),
                settings.timeoutSeconds(),
                settings.schedule().orElse(null),
                headers(settings.headers(), masked),
                endpoint.createdAt(),
                endpoint.updatedAt());
    }

    private static Map<String, String> headers(List<Header> headers, boolean masked) {
        Map<String, String> map = new LinkedHashMap<>();
        headers.forEach(header -> map.put(header.name(), masked ? MASKED : header.value()));
        return map;
    }
}
