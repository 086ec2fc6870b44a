package dev.tributary.server.moving;

import dev.tributary.server.csv.CsvWriting;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Writes what became of an import's rows as CSV, page by page. */
@Component
class WriteRows {
    private static final int PAGE = 1000;
    private static final List<String> HEADER = List.of("line", "result", "id", "what", "why");

    private final RowStore rows;

    WriteRows(RowStore rows) {
        this.rows = rows;
    }

    void to(OutputStream out, Import job) throws IOException {
        try (CsvWriting csv = new CsvWriting(out, HEADER)) {
            List<RowNote> page = rows.page(job.account(), job.id(), 0, PAGE);
            while (!page.isEmpty()) {
                page.forEach(note -> csv.row(List.of(
                        note.line(),
                        note.result().outcome().text(),
                        note.result().id(),
                        note.result().says(),
                        why(job, note))));
                page = page.size() < PAGE
                        ? List.of()
                        : rows.page(job.account(), job.id(), page.getLast().record(), PAGE);
            }
        }
    }

    /** What is wrong with a row, each with its place. */
    static String why(Import job, RowNote note) {
        return note.result().problems().stream()
                .map(problem -> (job.columns().place(problem.field()) + " " + problem.message()).strip())
                .collect(Collectors.joining("; "));
    }
}
