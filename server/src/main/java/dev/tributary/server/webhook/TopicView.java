package dev.tributary.server.webhook;

import dev.tributary.webhooks.topic.Topic;
import java.util.List;

/**
 * A topic as the API shows it.
 *
 * @param classic_name the value of {@code Refersion-Topic}
 * @param all_topics the formats in which All Topics implies it
 */
@SuppressWarnings("MemberName") // the names on the wire
record TopicView(
        String type, String label, String classic_name, String group, String description, List<String> all_topics) {
    static TopicView of(Topic topic) {
        List<String> implied = switch (topic.kind()) {
            case CLASSIC -> List.of("classic", "standard");
            case BUSINESS -> List.of("standard");
            case OPERATIONAL -> List.of();
        };
        return new TopicView(
                topic.type(), topic.label(), topic.classicName(), topic.group(), topic.description(), implied);
    }
}
