package dev.tributary.server.page;

import java.util.List;

/** Choices under a heading of their own, such as the topics of conversions. */
public record ChoiceGroup(String label, List<Choice> choices) {
    public ChoiceGroup {
        choices = List.copyOf(choices);
    }
}
