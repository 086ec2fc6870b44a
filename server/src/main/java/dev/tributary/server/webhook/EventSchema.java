package dev.tributary.server.webhook;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The JSON Schema of a whole event in the standard format, made around that of its data. */
final class EventSchema {
    /** What belongs to the root of a schema. References in a schema of ours are all to {@code #/$defs/…}. */
    private static final Set<String> OF_THE_ROOT = Set.of("$schema", "$id", "$defs");

    private EventSchema() {}

    static Map<String, Object> of(TopicDefinition definition) {
        JsonNode data = Json.read(definition.dataSchema().getBytes(StandardCharsets.UTF_8));
        Map<String, Object> inner = new LinkedHashMap<>();
        data.properties().forEach(member -> {
            if (!OF_THE_ROOT.contains(member.getKey())) {
                inner.put(member.getKey(), member.getValue());
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", definition.topic().label());
        schema.put("description", definition.topic().description());
        schema.put("type", "object");
        schema.put("required", List.of("type", "timestamp", "data"));
        schema.put("properties", properties(definition.topic().type(), inner));
        if (data.has("$defs")) {
            schema.put("$defs", data.path("$defs"));
        }
        return schema;
    }

    private static Map<String, Object> properties(String type, Map<String, Object> data) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", Map.of("const", type));
        properties.put("timestamp", Map.of("type", "string", "format", "date-time"));
        properties.put("data", data);
        return properties;
    }
}
