package dev.tributary.server.moving;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.RowResult;
import java.util.List;
import java.util.Optional;

/** Puts what stands in a cell before what is wrong with it. Purely. */
final class Blame {
    private static final int LONGEST = 40;

    private Blame() {}

    /** The same refusal with the cells' values, where it is of one row. */
    static RowResult of(RowResult refused, List<CsvRow> rows) {
        return rows.size() > 1
                ? refused
                : RowResult.refused(refused.problems().stream()
                        .map(problem -> named(problem, rows.getFirst()))
                        .toList());
    }

    private static FieldError named(FieldError problem, CsvRow row) {
        Optional<String> value = row.text(problem.field()).map(Blame::printable);
        return value.map(text -> new FieldError(problem.field(), "“" + text + "” " + problem.message()))
                .orElse(problem);
    }

    private static String printable(String text) {
        String plain = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > LONGEST ? plain + "…" : plain;
    }
}
