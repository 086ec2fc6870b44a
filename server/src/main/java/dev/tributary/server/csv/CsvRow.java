package dev.tributary.server.csv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A record as its columns are understood.
 *
 * @param number 1 is the first below the header
 * @param line where it begins in the file
 * @param values by our name of the column, without white space around them; what is blank is missing
 */
public record CsvRow(int number, long line, Map<String, String> values) {
    public CsvRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The cell in this column, if it has one that is not blank. */
    public Optional<String> text(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** Whether any of these columns has something in it. */
    public boolean hasAny(String... columns) {
        for (String column : columns) {
            if (values.containsKey(column)) {
                return true;
            }
        }
        return false;
    }
}
