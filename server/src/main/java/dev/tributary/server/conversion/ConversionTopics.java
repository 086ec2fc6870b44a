package dev.tributary.server.conversion;

import dev.tributary.server.account.TopicSource;
import dev.tributary.server.api.Json;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The topics about conversions, with their schema and examples. */
@Component
class ConversionTopics implements TopicSource {
    static final String CREATED = "conversion.created";
    static final String APPROVED = "conversion.approved";
    static final String DENIED = "conversion.denied";
    static final String UNQUALIFIED = "conversion.unqualified";
    static final String REFUNDED = "conversion.refunded";

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<TopicDefinition> topics() {
        return List.of(
                define(
                        CREATED,
                        "New Conversion",
                        "NEW_CONVERSION",
                        "An order was credited to an affiliate.",
                        Topic.Kind.CLASSIC),
                define(
                        APPROVED,
                        "Conversion Approved",
                        "APPROVED_CONVERSION",
                        "A conversion was approved, by the merchant or by the offer's rule.",
                        Topic.Kind.CLASSIC),
                define(
                        DENIED,
                        "Conversion Denied",
                        "DENIED_CONVERSION",
                        "A conversion was denied, by the merchant or because its order was undone or another affiliate's.",
                        Topic.Kind.CLASSIC),
                define(
                        UNQUALIFIED,
                        "Conversion Unqualified",
                        "UNQUALIFIED_CONVERSION",
                        "An order pointed to an affiliate who is not credited for it.",
                        Topic.Kind.BUSINESS),
                define(
                        REFUNDED,
                        "Conversion Refunded",
                        "REFUNDED_CONVERSION",
                        "Something was taken back of a conversion: a conversion of its own with negative amounts.",
                        Topic.Kind.BUSINESS));
    }

    private static TopicDefinition define(
            String type, String label, String classic, String description, Topic.Kind kind) {
        Topic topic = new Topic(type, label, classic, "Conversions", description, kind);
        ConversionSnapshot example = ConversionExamples.of(type);
        Map<String, @Nullable Object> data = new LinkedHashMap<>(ConversionEvents.STANDARD.of(example));
        ConversionExamples.changes(type).ifPresent(changes -> data.put("changes", changes));
        return new TopicDefinition(topic, schema(topic), Json.bytes(data), ClassicConversion.write(example));
    }

    /** {@code changes} stands in topics that tell of a change; one that is born unqualified did not change. */
    private static String schema(Topic topic) {
        try (InputStream resource = ConversionTopics.class.getResourceAsStream("/schema/conversion.json")) {
            if (resource == null) {
                throw new IllegalStateException("schema/conversion.json is missing from the program");
            }
            ObjectNode schema = (ObjectNode) JSON.readTree(resource);
            schema.put("title", topic.label());
            if (ConversionExamples.changes(topic.type()).isPresent()) {
                schema.withArray("required").add("changes");
            } else if (!topic.type().equals(UNQUALIFIED)) {
                schema.withObject("properties").remove("changes");
            }
            return JSON.writeValueAsString(schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
