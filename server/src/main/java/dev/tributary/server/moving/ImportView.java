package dev.tributary.server.moving;

import dev.tributary.server.csv.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An import as the API shows it. */
final class ImportView {
    /** How many mistakes an answer lists; the rest is in the rows. */
    static final int MOST_ERRORS = 100;

    private ImportView() {}

    static Map<String, @Nullable Object> of(Import job) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", job.id().toString());
        view.put("kind", job.kind());
        view.put("name", job.name());
        view.put("state", job.state().text());
        view.put("events", job.tells());
        view.put("rows", job.records());
        view.put("done", job.done());
        view.put("new", job.tally().made());
        view.put("changed", job.tally().changed());
        view.put("unchanged", job.tally().unchanged());
        view.put("refused", job.tally().refused());
        view.put("columns", columns(job.columns()));
        view.put("created_at", job.created());
        view.put("finished_at", job.finished().orElse(null));
        return view;
    }

    /** With the first mistakes. */
    static Map<String, @Nullable Object> of(Import job, List<RowNote> refused) {
        Map<String, @Nullable Object> view = of(job);
        view.put(
                "errors",
                refused.stream()
                        .flatMap(note -> errors(job, note).stream())
                        .limit(MOST_ERRORS)
                        .toList());
        return view;
    }

    private static List<Map<String, @Nullable Object>> columns(Columns columns) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (int i = 0; i < columns.header().size(); i++) {
            Map<String, @Nullable Object> column = new LinkedHashMap<>();
            column.put("header", columns.header().get(i));
            column.put(
                    "column",
                    columns.names().get(i).isEmpty() ? null : columns.names().get(i));
            list.add(column);
        }
        return list;
    }

    private static List<Map<String, @Nullable Object>> errors(Import job, RowNote note) {
        return note.result().problems().stream()
                .map(problem -> {
                    Map<String, @Nullable Object> error = new LinkedHashMap<>();
                    int index = problem.field().isEmpty()
                            ? -1
                            : job.columns().names().indexOf(problem.field());
                    error.put("line", note.line());
                    error.put("column", index < 0 ? null : (Object) (index + 1));
                    error.put("field", problem.field().isEmpty() ? null : problem.field());
                    error.put("message", problem.message());
                    return error;
                })
                .toList();
    }
}
