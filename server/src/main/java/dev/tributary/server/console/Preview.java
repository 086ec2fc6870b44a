package dev.tributary.server.console;

import dev.tributary.server.page.Form;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.event.StandardEnvelope;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.time.Instant;
import java.util.List;

/**
 * How a payload will look.
 *
 * @param label what is shown
 * @param text the example's body, with line breaks
 */
public record Preview(String label, String text) {
    private static final String USUAL = "conversion.created";

    /** Shows what a form has chosen so far. */
    static Preview of(Webhooks webhooks, Form form) {
        boolean all = form.has("all_topics", "true");
        List<String> topics = all ? List.of() : form.values().getOrDefault("topics", List.of());
        return of(
                webhooks.topics(),
                topics,
                form.value("format"),
                webhooks.clock().instant());
    }

    /** Shows the first of these topics; a conversion where none is chosen. */
    private static Preview of(TopicCatalogue catalogue, List<String> topics, String format, Instant now) {
        TopicDefinition topic = topics.stream()
                .flatMap(type -> catalogue.find(type).stream())
                .findFirst()
                .or(() -> catalogue.find(USUAL))
                .orElseGet(() -> catalogue.definitions().getFirst());
        boolean standard = format.equals("standard");
        byte[] body = standard
                ? StandardEnvelope.of(topic.topic().type(), now, topic.exampleData(), 1)
                : topic.exampleClassic();
        return new Preview(topic.topic().label() + ", " + (standard ? "standard" : "classic"), Shown.pretty(body));
    }
}
