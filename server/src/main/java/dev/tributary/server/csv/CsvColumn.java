package dev.tributary.server.csv;

import java.util.List;
import java.util.Locale;

/**
 * A column that an import knows.
 *
 * @param name as our own exports write it
 * @param label for people
 * @param required whether a file is of no use without it
 * @param aliases how others call it; compared by their letters and digits alone
 */
public record CsvColumn(String name, String label, boolean required, List<String> aliases) {
    /** Columns whose names begin so hold answers to custom fields, whose name follows. */
    public static final String CUSTOM = "custom:";

    public CsvColumn {
        aliases = List.copyOf(aliases);
    }

    public static CsvColumn of(String name, String label, String... aliases) {
        return new CsvColumn(name, label, false, List.of(aliases));
    }

    public static CsvColumn required(String name, String label, String... aliases) {
        return new CsvColumn(name, label, true, List.of(aliases));
    }

    boolean isCalled(String header) {
        String plain = plain(header);
        return plain.equals(plain(name))
                || plain.equals(plain(label))
                || aliases.stream().anyMatch(alias -> plain.equals(plain(alias)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
