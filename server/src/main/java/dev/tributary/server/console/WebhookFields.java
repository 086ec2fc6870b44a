package dev.tributary.server.console;

import dev.tributary.server.page.Choice;
import dev.tributary.server.page.ChoiceGroup;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a webhook's form: what they offer, what they show, and what was sent of them. */
final class WebhookFields {
    private WebhookFields() {}

    static List<ChoiceGroup> topics(TopicCatalogue catalogue) {
        Map<String, List<Choice>> groups = new LinkedHashMap<>();
        for (TopicDefinition definition : catalogue.definitions()) {
            Topic topic = definition.topic();
            groups.computeIfAbsent(topic.group(), _ -> new ArrayList<>()).add(Choice.of(topic.type(), topic.label()));
        }
        return groups.entrySet().stream()
                .map(group -> new ChoiceGroup(group.getKey(), group.getValue()))
                .toList();
    }

    static Form show(EndpointSettings settings) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("all_topics", List.of(String.valueOf(settings.allTopics())));
        values.put("topics", settings.topics());
        values.put("url", List.of(settings.url()));
        values.put("format", List.of(settings.format().text()));
        values.put("description", List.of(settings.description()));
        AdvancedFields.show(settings, values);
        return new Form(values, Map.of(), "");
    }

    /** Takes what was sent without judging it, to show it again. */
    static void take(Sent sent) {
        sent.boxes("all_topics");
        sent.boxes("topics");
        sent.text("url", 2048);
        sent.text("format", 20);
        sent.text("description", 500);
        AdvancedFields.take(sent);
    }

    /** What was sent, over what stood there before; the engine judges it. */
    static EndpointSettings read(Sent sent, EndpointSettings old) {
        boolean all = sent.isTicked("all_topics");
        List<String> topics = sent.boxes("topics");
        String url = sent.text("url", 2048);
        String format = sent.text("format", 20);
        String description = sent.text("description", 500);
        if (!all && topics.isEmpty()) {
            sent.error("topics", "Choose at least one topic, or All Topics.");
        }
        if (url.isEmpty() && sent.isSoundAt("url")) {
            sent.error("url", "Say where to send the events.");
        }
        EndpointSettings chosen = old.withUrl(url)
                .withDescription(description)
                .withFormat(format.equals(Format.STANDARD.text()) ? Format.STANDARD : Format.CLASSIC)
                .withTopics(all, all ? List.of() : topics);
        return AdvancedFields.read(sent, chosen);
    }
}
