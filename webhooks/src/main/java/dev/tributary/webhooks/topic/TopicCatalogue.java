package dev.tributary.webhooks.topic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every topic of this installation, in the order in which they are shown. Immutable. */
public final class TopicCatalogue {
    private final Map<String, TopicDefinition> byType = new LinkedHashMap<>();

    /**
     * All of them at once.
     *
     * @throws IllegalArgumentException if two definitions share a type or a classic name
     */
    public TopicCatalogue(Collection<TopicDefinition> definitions) {
        Map<String, String> classic = new LinkedHashMap<>();
        for (TopicDefinition definition : definitions) {
            Topic topic = definition.topic();
            if (byType.put(topic.type(), definition) != null
                    || classic.put(topic.classicName(), topic.type()) != null) {
                throw new IllegalArgumentException("topic defined twice: " + topic);
            }
        }
    }

    public List<TopicDefinition> definitions() {
        return List.copyOf(byType.values());
    }

    public Optional<TopicDefinition> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /**
     * The topic of this type.
     *
     * @throws IllegalArgumentException if there is no such topic
     */
    public Topic topic(String type) {
        return find(type)
                .orElseThrow(() -> new IllegalArgumentException("no such topic: " + type))
                .topic();
    }
}
