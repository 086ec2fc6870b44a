package dev.tributary.server.offer;

import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows of fields in a form, such as {@code tiers[0].from} and {@code tiers[0].percent}.
 *
 * @param most how many rows there may be
 * @param fields that are typed into: a row in which all are blank is left out
 */
record OfferRows(String name, int most, List<String> fields) {
    private static final int BLANK = 2;
    private static final int LEAST = 3;

    String row(int number) {
        return name + "[" + number + "]";
    }

    /** The names of the rows to show: those that are used, and room for more. */
    List<String> of(Form form) {
        int rows = Math.min(most, Math.max(LEAST, used(form) + BLANK));
        return IntStream.range(0, rows).mapToObj(this::row).toList();
    }

    /** How many rows there are up to the last that is not blank. */
    int used(Form form) {
        return IntStream.range(0, most)
                .filter(number -> fields.stream()
                        .anyMatch(
                                field -> !form.value(row(number) + "." + field).isBlank()))
                .map(number -> number + 1)
                .max()
                .orElse(0);
    }

    void label(Map<String, String> labels, Form form, String word) {
        for (int number = 0; number < used(form); number++) {
            for (String field : fields) {
                labels.put(row(number) + "." + field, word + " " + (number + 1) + ", " + field);
            }
        }
    }

    /**
     * What was typed, by the name of its row.
     *
     * @param chosen fields that are always set, and do not make a row
     */
    Map<String, Map<String, String>> take(FormBody body, List<String> chosen) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (int number = 0; number < most; number++) {
            Map<String, String> values = new LinkedHashMap<>();
            boolean blank = true;
            for (String field : fields) {
                String value = body.typed(row(number) + "." + field).strip();
                blank &= value.isEmpty();
                values.put(field, value);
            }
            for (String field : chosen) {
                values.put(field, body.typed(row(number) + "." + field).strip());
            }
            if (!blank) {
                rows.put(row(number), values);
            }
        }
        return rows;
    }
}
