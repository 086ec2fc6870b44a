package dev.tributary.webhooks.event;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The engine's own topics: about webhooks, not about what their events tell. */
public final class OperationalEvents {
    public static final Topic WEBHOOK_DISABLED = new Topic(
            "webhook.disabled",
            "Webhook Disabled",
            "WEBHOOK_DISABLED",
            "Webhooks",
            "A webhook was disabled: its receiver answered 410 Gone, or no delivery had succeeded for five days and at least"
                    + " twenty attempts failed.",
            Topic.Kind.OPERATIONAL);
    public static final Topic TEST = new Topic(
            "test.ping",
            "Test",
            "TEST",
            "Webhooks",
            "A test is sent to a webhook, and to that one alone. Nothing else makes it.",
            Topic.Kind.OPERATIONAL);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCHEMA = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,
            "required":["id","webhook_id","url","reason","sequence"],
            "properties":{
            "id":{"type":"string","description":"This notice, unique","examples":["ntc_0197a0e53c8b7d54a0f1c2d3e4f50617"]},
            "webhook_id":{"type":"string","description":"The webhook it is about"},
            "url":{"type":"string","description":"The webhook's URL"},
            "reason":{"type":"string","description":"Why, in one sentence"},
            "sequence":{"type":"integer","minimum":1,"description":"Counts the notices about this webhook"}}}
            """;

    private OperationalEvents() {}

    /** Their definitions, to be added to the catalogue. */
    public static List<TopicDefinition> definitions() {
        return List.of(
                define(WEBHOOK_DISABLED, "The receiver answered 410 Gone."),
                define(TEST, "Somebody pressed Send a test."));
    }

    /** The engine disabled a webhook. */
    public static NewEvent disabled(UUID notice, AccountId account, EndpointId endpoint, String url, String reason) {
        byte[] body = body(notice, endpoint, url, reason);
        return new NewEvent(account, WEBHOOK_DISABLED.type(), endpoint.toString(), body, body);
    }

    /** The endpoint that an operational event is about, which never receives it. */
    public static Optional<EndpointId> about(Topic topic, String subject) {
        return topic.kind() == Topic.Kind.OPERATIONAL ? EndpointId.parse(subject) : Optional.empty();
    }

    private static TopicDefinition define(Topic topic, String reason) {
        UUID example = UUID.fromString("0197a0e5-3c8b-7d54-a0f1-c2d3e4f50617");
        byte[] body = body(example, new EndpointId(example), "https://hooks.example.com/tributary", reason);
        return new TopicDefinition(topic, SCHEMA, body, body);
    }

    private static byte[] body(UUID notice, EndpointId endpoint, String url, String reason) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", "ntc_" + notice.toString().replace("-", ""));
        node.put("webhook_id", endpoint.toString());
        node.put("url", url);
        node.put("reason", reason);
        return JSON.writeValueAsBytes(node);
    }
}
