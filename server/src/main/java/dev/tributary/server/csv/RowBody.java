package dev.tributary.server.csv;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row turned into the body that the API takes, so that the same code reads and judges both, and the two can't differ
 * in what they accept. A blank cell is an absent field.
 */
public final class RowBody {
    private final CsvRow row;
    private final Pass pass;
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final List<FieldError> wrong = new ArrayList<>();

    public RowBody(CsvRow row, Pass pass) {
        this.row = row;
        this.pass = pass;
    }

    /** Takes columns as texts under their own names. */
    public RowBody texts(String... names) {
        for (String name : names) {
            row.text(name).ifPresent(text -> put(name, name, text));
        }
        return this;
    }

    /** Takes columns whose values are words of a list, in whatever case and with spaces or hyphens for underscores. */
    public RowBody words(String... names) {
        for (String name : names) {
            row.text(name).ifPresent(text -> put(name, name, word(text)));
        }
        return this;
    }

    public RowBody wholes(String... names) {
        for (String name : names) {
            row.text(name).ifPresent(text -> {
                boolean whole = text.matches("-?[0-9]{1,18}(\\.0+)?");
                put(name, name, whole ? (Object) Long.valueOf(text.replaceAll("\\..*", "")) : text);
            });
        }
        return this;
    }

    /** Takes amounts and percentages: currency signs and the commas of thousands before decimals are left out. */
    public RowBody decimals(String... names) {
        for (String name : names) {
            row.text(name)
                    .ifPresent(text -> put(name, name, ReadCell.number(text).orElse(text)));
        }
        return this;
    }

    public RowBody flags(String... names) {
        for (String name : names) {
            row.text(name)
                    .ifPresent(text -> put(
                            name,
                            name,
                            ReadCell.flag(text).map(Object.class::cast).orElse(text)));
        }
        return this;
    }

    /** Takes lists of objects, written into a cell as the API has them. */
    public RowBody json(String... names) {
        for (String name : names) {
            row.text(name).ifPresent(text -> {
                try {
                    put(name, name, Json.read(text.getBytes(StandardCharsets.UTF_8)));
                } catch (Problem unreadable) {
                    wrong(name, "must be a list in JSON, as the API has it");
                }
            });
        }
        return this;
    }

    /** Takes times. */
    public RowBody times(String... names) {
        for (String name : names) {
            row.text(name)
                    .ifPresent(text -> ReadCell.time(text, pass.zone(), pass.days())
                            .ifPresentOrElse(
                                    time -> put(name, name, time.toString()),
                                    () -> wrong.add(new FieldError(name, unreadable(text)))));
        }
        return this;
    }

    /** Puts a value that a column is to blame for if it is refused. */
    public RowBody put(String column, String field, Object value) {
        body.put(field, value);
        columns.put(field, column);
        return this;
    }

    /** Says which column is to blame for what is wrong with a part of the body. */
    public RowBody blame(String column, String field) {
        columns.put(field, column);
        return this;
    }

    /** Adds to what is wrong. */
    public RowBody wrong(String column, String message) {
        wrong.add(new FieldError(column, message));
        return this;
    }

    /** What was put so far, to be a part of another body. */
    public Map<String, Object> values() {
        return Map.copyOf(body);
    }

    /** The body, in which what can't be read of the cells is an error already. */
    public Fields fields() {
        Fields fields = Fields.parse(Json.bytes(body));
        wrong.forEach(error -> {
            columns.put(error.field(), error.field());
            fields.error(error.field(), error.message());
        });
        return fields;
    }

    /** The same problem, by columns instead of the body's fields. */
    public Problem blamed(Problem problem) {
        if (problem.errors().isEmpty()) {
            return problem;
        }
        return Problem.unprocessable(problem.errors().stream()
                .map(error -> new FieldError(column(error.field()), error.message()))
                .toList());
    }

    /** The column of a field, or of what the field is a part of. */
    private String column(String field) {
        String whole = field.replaceAll("[\\[.].*", "");
        return columns.getOrDefault(field, columns.getOrDefault(whole, field));
    }

    /** As the API writes words of lists: {@code PERCENT_OF_SALE} for “Percent of sale”. */
    public static String word(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    private String unreadable(String text) {
        boolean slashes =
                text.matches("[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}.*") && pass.days() == DayOrder.YEAR_FIRST;
        return slashes
                ? "can't be read: say whether the file writes the month or the day first, or write 2026-01-31"
                : "must be a day or a time such as 2026-01-31 or 2026-01-31T12:00:00Z, from 1970 to 9999";
    }
}
