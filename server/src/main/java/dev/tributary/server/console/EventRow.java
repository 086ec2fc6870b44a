package dev.tributary.server.console;

import dev.tributary.webhooks.event.Happening;
import java.time.Instant;
import java.util.Map;

/**
 * An event in the overview.
 *
 * @param label of its topic, such as {@code New Conversion}
 * @param subject what it is about, such as {@code conversion 12}
 * @param path of the page of what it is about; empty where there is none
 * @param heard whether any webhook was to be sent it
 */
public record EventRow(String id, String label, String topic, String subject, String path, Instant at, boolean heard) {
    private static final Map<String, String> PAGES =
            Map.of("conversion", "/console/conversions/", "affiliate", "/console/affiliates/");

    static EventRow of(Happening event, String label) {
        String[] subject = event.subject().split(":", 2);
        boolean numbered = subject.length == 2 && subject[1].matches("[0-9]{1,18}");
        String page = PAGES.getOrDefault(subject[0], "");
        return new EventRow(
                event.id().toString(),
                label,
                event.topic(),
                event.subject().replace(':', ' '),
                page.isEmpty() || !numbered ? "" : page + subject[1],
                event.occurredAt(),
                event.heard());
    }
}
