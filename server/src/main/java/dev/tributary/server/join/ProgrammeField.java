package dev.tributary.server.join;

import java.util.List;

/**
 * A question of the merchant's own.
 *
 * @param number the account's custom field of this label, under which the answer is kept
 * @param choices of a {@link FieldKind#CHOICE}; else empty
 */
public record ProgrammeField(long number, String label, FieldKind kind, boolean required, List<String> choices) {
    public ProgrammeField {
        choices = List.copyOf(choices);
    }

    /** Its name in the form. */
    public String name() {
        return "field_" + number;
    }

    /** The same under a number. */
    ProgrammeField numbered(long other) {
        return new ProgrammeField(other, label, kind, required, choices);
    }
}
