package dev.tributary.server.webhook;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.event.Event;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An event as the API shows it.
 *
 * @param type the topic, as the standard format calls it
 * @param data of the standard format
 * @param classic the body of the classic format
 */
record EventView(
        String id,
        String topic,
        String type,
        Instant timestamp,
        String subject,
        long sequence,
        JsonNode data,
        JsonNode classic) {
    static EventView of(Event event) {
        return new EventView(
                event.id().toString(),
                event.topic(),
                event.topic(),
                event.occurredAt(),
                event.subject(),
                event.sequence(),
                Json.read(event.standard()).path("data"),
                Json.read(event.classic()));
    }
}
