package dev.tributary.server.csv;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import java.util.List;

/**
 * What became of a row, or would.
 *
 * @param id of what it is about, as the API writes it; empty for what is not there yet, or will not be
 * @param says in a few words what it is about, or what changes
 * @param problems by our names of the columns; an empty name for what is wrong with the row as a whole
 */
public record RowResult(Outcome outcome, String id, String says, List<FieldError> problems) {
    public RowResult {
        problems = List.copyOf(problems);
    }

    public static RowResult of(Outcome outcome, String id, String says) {
        return new RowResult(outcome, id, says, List.of());
    }

    public static RowResult refused(List<FieldError> problems) {
        return new RowResult(Outcome.REFUSED, "", "", problems);
    }

    public static RowResult refused(String column, String message) {
        return refused(List.of(new FieldError(column, message)));
    }

    /** Refused by the words of a problem, whose fields are columns already. */
    public static RowResult refused(Problem problem) {
        return problem.errors().isEmpty() ? refused("", problem.detail()) : refused(problem.errors());
    }
}
