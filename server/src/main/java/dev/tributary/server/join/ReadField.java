package dev.tributary.server.join;

import dev.tributary.server.api.Fields;
import java.util.List;
import java.util.Optional;

/** Reads what a body says of a custom field. */
final class ReadField {
    /** The most fields of a programme. */
    static final int MOST = 20;

    private static final int MOST_LABEL = 100;
    private static final int MOST_CHOICES = 50;

    private ReadField() {}

    /** Reads {@code label}, {@code kind}, {@code required} and {@code choices}; it has no number yet. */
    static ProgrammeField of(Fields body) {
        String label = body.requiredText("label", MOST_LABEL);
        if (label.codePoints().anyMatch(Character::isISOControl)) {
            body.error("label", "must not hold control characters");
        }
        Optional<FieldKind> kind = body.choice("kind", FieldKind.BY_NAME);
        List<String> choices = body.texts("choices", MOST_CHOICES, MOST_LABEL).orElse(List.of()).stream()
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList();
        boolean choice = kind.equals(Optional.of(FieldKind.CHOICE));
        if (choice && choices.isEmpty()) {
            body.error("choices", "is required: at least one");
        }
        if (!choice && !choices.isEmpty()) {
            body.error("choices", "belongs to the kind choice alone");
        }
        boolean required = body.flag("required").orElse(false);
        return new ProgrammeField(0, label, kind.orElse(FieldKind.TEXT), required, choices);
    }
}
