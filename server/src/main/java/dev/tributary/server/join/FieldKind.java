package dev.tributary.server.join;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a custom field is filled in. */
public enum FieldKind {
    TEXT("One line of text"),
    LONG_TEXT("Several lines of text"),
    CHOICE("One of several choices"),
    CHECKBOX("A box to tick"),
    URL("A web address");

    static final Map<String, FieldKind> BY_NAME = byName();

    private final String label;

    FieldKind(String label) {
        this.label = label;
    }

    /** Such as {@code long_text}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    private static Map<String, FieldKind> byName() {
        Map<String, FieldKind> kinds = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(kind -> kinds.put(kind.text(), kind));
        return Collections.unmodifiableMap(kinds);
    }
}
