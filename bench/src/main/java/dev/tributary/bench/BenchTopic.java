package dev.tributary.bench;

import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.ArrayList;
import java.util.List;

/** The one topic that is published. */
final class BenchTopic {
    static final Topic TOPIC = new Topic(
            "conversion.created",
            "New Conversion",
            "NEW_CONVERSION",
            "Conversions",
            "When an order is credited.",
            Topic.Kind.CLASSIC);

    private BenchTopic() {}

    static TopicCatalogue catalogue() {
        byte[] example = new Bodies(64).get(0);
        List<TopicDefinition> all = new ArrayList<>(OperationalEvents.definitions());
        all.add(new TopicDefinition(TOPIC, "{}", example, example));
        return new TopicCatalogue(all);
    }
}
