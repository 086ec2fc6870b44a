package dev.tributary.server.csv;

import dev.tributary.server.api.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file mean.
 *
 * @param header the names in the file
 * @param names our name of each, in the same order; empty for one that is ignored
 */
public record Columns(List<String> header, List<String> names) {
    public Columns {
        header = List.copyOf(header);
        names = List.copyOf(names);
    }

    /** A guess by the names in the header; of two columns that could mean the same, the first does. */
    public static Columns guess(List<String> header, Intake intake) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String head : header) {
            String name = guess(head, intake);
            names.add(!name.isEmpty() && taken.add(name) ? name : "");
        }
        return new Columns(header, names);
    }

    private static String guess(String head, Intake intake) {
        if (intake.takesCustomFields() && head.startsWith(CsvColumn.CUSTOM)) {
            return head;
        }
        return intake.columns().stream()
                .filter(column -> column.isCalled(head))
                .map(CsvColumn::name)
                .findFirst()
                .orElse("");
    }

    /** What is wrong with them: a name twice, one that the import does not know, or one that it needs and misses. */
    public List<FieldError> errors(Intake intake) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        Set<String> known = new HashSet<>();
        intake.columns().forEach(column -> known.add(column.name()));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                continue;
            }
            @Nullable String other = seen.put(name, header.get(i));
            if (other != null) {
                errors.add(new FieldError(field(i), "means " + name + " as “" + other + "” does: choose one"));
            } else if (!known.contains(name) && !isCustom(name, intake)) {
                errors.add(new FieldError(field(i), "can't mean “" + name + "”: there is no such column"));
            }
        }
        intake.columns().stream()
                .filter(column -> column.required() && !seen.containsKey(column.name()))
                .forEach(column -> errors.add(new FieldError(
                        "column." + column.name(),
                        "is required: say which column of the file is “" + column.label() + "”")));
        return errors;
    }

    private static boolean isCustom(String name, Intake intake) {
        return intake.takesCustomFields()
                && name.startsWith(CsvColumn.CUSTOM)
                && !name.substring(CsvColumn.CUSTOM.length()).isBlank();
    }

    /** How a form calls the choice for a column, counted from 0. */
    public static String field(int index) {
        return "c" + index;
    }

    /** Whether the record has as many cells as there are columns. */
    public boolean fit(CsvLine line) {
        return line.cells().size() == header.size();
    }

    public CsvRow row(CsvLine line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), line.cells().size()); i++) {
            String value = Formulas.bare(line.cells().get(i)).strip();
            if (!names.get(i).isEmpty() && !value.isEmpty()) {
                values.put(names.get(i), value);
            }
        }
        return new CsvRow(line.number(), line.line(), values);
    }

    /** Such as {@code column 4 (E-mail)}, for a column by our name of it; the name itself if the file has none. */
    public String place(String name) {
        int index = names.indexOf(name);
        return index < 0 || name.isEmpty() ? name : "column " + (index + 1) + " (" + header.get(index) + ")";
    }
}
