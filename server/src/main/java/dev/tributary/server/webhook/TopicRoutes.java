package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Json;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.event.StandardEnvelope;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.time.InstantSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/topics}: what can happen, and how it looks. */
@RestController
@RequestMapping("/api/v1/topics")
final class TopicRoutes {
    private final TopicCatalogue topics;
    private final InstantSource clock;

    TopicRoutes(Webhooks webhooks, InstantSource clock) {
        this.topics = webhooks.topics();
        this.clock = clock;
    }

    /** All on one page: there are a dozen. */
    @GetMapping
    Page<TopicView> list(Caller caller) {
        return new Page<>(
                topics.definitions().stream()
                        .map(definition -> TopicView.of(definition.topic()))
                        .toList(),
                null);
    }

    @GetMapping("/{type}/schema")
    ResponseEntity<byte[]> schema(Caller caller, @PathVariable String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(Json.bytes(EventSchema.of(find(type))));
    }

    /** The bytes as a webhook receives them. */
    @GetMapping("/{type}/example")
    ResponseEntity<byte[]> example(
            Caller caller, @PathVariable String type, @RequestParam(defaultValue = "classic") String format) {
        TopicDefinition topic = find(type);
        byte[] body = switch (format) {
            case "classic" -> topic.exampleClassic();
            case "standard" -> StandardEnvelope.of(type, clock.instant(), topic.exampleData(), 1);
            default -> throw Problem.badParameter("format", "must be classic or standard");
        };
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private TopicDefinition find(String type) {
        return topics.find(type)
                .orElseThrow(() -> Problem.notFound("topic " + (type.length() > 60 ? type.substring(0, 60) : type)));
    }
}
