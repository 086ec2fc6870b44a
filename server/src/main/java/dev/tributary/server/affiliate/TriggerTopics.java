package dev.tributary.server.affiliate;

import dev.tributary.server.account.TopicSource;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.List;
import org.springframework.stereotype.Component;

/** The topics about conversion triggers, with their schema and examples. */
@Component
class TriggerTopics implements TopicSource {
    static final String CREATED = "trigger.created";
    static final String REMOVED = "trigger.removed";

    @Override
    public List<TopicDefinition> topics() {
        return List.of(
                define(new Topic(
                        CREATED,
                        "New Conversion Trigger",
                        "NEW_CONVERSION_TRIGGER",
                        "Conversion triggers",
                        "An affiliate got a coupon, a SKU or an e-mail address by which orders are credited.",
                        Topic.Kind.CLASSIC)),
                define(new Topic(
                        REMOVED,
                        "Conversion Trigger Removed",
                        "REMOVED_CONVERSION_TRIGGER",
                        "Conversion triggers",
                        "A coupon, SKU or e-mail address was taken from an affiliate.",
                        Topic.Kind.BUSINESS)));
    }

    private static TopicDefinition define(Topic topic) {
        return new TopicDefinition(
                topic, Schemas.read("trigger.json"), Examples.TRIGGER.standard(), Examples.TRIGGER.classic());
    }
}
