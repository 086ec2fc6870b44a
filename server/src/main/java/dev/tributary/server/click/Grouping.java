package dev.tributary.server.click;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What clicks are counted by, besides the day. */
public enum Grouping {
    SUB_ID("sub_id"),
    REFERER("referer_host"),
    AFFILIATE("affiliate");

    private final String column;

    Grouping(String column) {
        this.column = column;
    }

    /** The name in URLs, such as {@code sub_id}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Grouping> parse(String text) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.text().equals(text))
                .findFirst();
    }

    String column() {
        return column;
    }
}
