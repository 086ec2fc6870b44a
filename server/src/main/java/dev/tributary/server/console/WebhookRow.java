package dev.tributary.server.console;

import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A webhook in the list and at the top of its own page.
 *
 * @param path of its page
 * @param name its description, or else its URL
 * @param topics such as {@code All} or {@code 3 topics}
 * @param topicNames what {@code topics} stands for, for who points at it
 * @param reason why it is paused or disabled; empty for none
 * @param health whether its attempts succeed
 */
public record WebhookRow(
        String path,
        String name,
        String url,
        String topics,
        String topicNames,
        String format,
        String status,
        String reason,
        WebhookHealth health) {
    private static final int LONGEST_NAME = 120;

    static WebhookRow of(Endpoint endpoint, TopicCatalogue catalogue, WebhookHealth health) {
        EndpointSettings settings = endpoint.settings();
        return new WebhookRow(
                WebhookRoom.path(endpoint),
                name(endpoint),
                settings.url(),
                topics(settings, catalogue),
                settings.allTopics() ? "Whatever happens" : names(settings, catalogue),
                settings.format().text(),
                endpoint.status().text(),
                endpoint.statusReason().orElse(""),
                health);
    }

    /** Since when an active one fails. */
    public Optional<Instant> failingSince() {
        return status.equals("active")
                ? health.failing().filter(Failing::isLasting).map(Failing::since)
                : Optional.empty();
    }

    /** Its status, or that it fails. */
    public String state() {
        return failingSince().isPresent() ? "failing" : status;
    }

    static String name(Endpoint endpoint) {
        String description = endpoint.settings().description();
        String name = description.isBlank() ? endpoint.settings().url() : description;
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /** Whether the name says more than the URL does. */
    public boolean isNamed() {
        return !name.equals(url);
    }

    /** Whether it is not active, or fails. */
    public boolean isTroubled() {
        return !state().equals("active");
    }

    private static String topics(EndpointSettings settings, TopicCatalogue catalogue) {
        if (settings.allTopics()) {
            return "All";
        }
        return settings.topics().size() == 1
                ? names(settings, catalogue)
                : settings.topics().size() + " topics";
    }

    private static String names(EndpointSettings settings, TopicCatalogue catalogue) {
        return settings.topics().stream()
                .map(type ->
                        catalogue.find(type).map(found -> found.topic().label()).orElse(type))
                .collect(Collectors.joining(", "));
    }
}
