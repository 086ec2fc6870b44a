package dev.tributary.server.moving;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ReadBody;
import dev.tributary.server.csv.CsvFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports by the API: the file is the body, everything else stands in the query. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportRoutes {
    private static final Pattern CSV = Pattern.compile(
            "(text/(csv|plain|tab-separated-values)|application/octet-stream) *(;.*)?", Pattern.CASE_INSENSITIVE);

    private final Imports imports;
    private final ImportStore store;
    private final RowStore rows;
    private final WriteRows write;
    private final ReadUpload read;

    ImportRoutes(Imports imports, ImportStore store, RowStore rows, WriteRows write, ReadUpload read) {
        this.imports = imports;
        this.store = store;
        this.rows = rows;
        this.write = write;
        this.read = read;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> begin(
            Caller caller, @RequestParam Map<String, String> query, HttpServletRequest request) throws IOException {
        @Nullable String type = request.getContentType();
        if (type == null || !CSV.matcher(type).matches()) {
            throw Problem.of(415, "Send the file as it is, with Content-Type: text/csv.");
        }
        Imports.Upload upload = read.of(query, caller.actor(), ReadBody.bytes(request, CsvFile.MOST_BYTES));
        return ImportView.of(imports.begin(caller.account(), upload));
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging) {
        Optional<ImportId> before = paging.cursor().map(ImportRoutes::position);
        List<Import> found = store.page(caller.account(), before, paging.fetch());
        return Page.cut(found, paging.limit(), job -> Cursor.of("i", job.id().toString()))
                .map(ImportView::of);
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(Caller caller, @PathVariable String id) {
        Import job = find(caller, id);
        return ImportView.of(job, rows.refused(caller.account(), job.id(), ImportView.MOST_ERRORS));
    }

    @PostMapping("/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, @Nullable Object> run(Caller caller, @PathVariable String id, @RequestParam Map<String, String> query) {
        Import job = find(caller, id);
        boolean tells = query.containsKey("events") ? ReadUpload.flag(query, "events") : job.tells();
        return ImportView.of(imports.run(caller.account(), job.id(), tells));
    }

    @PostMapping("/{id}/cancel")
    Map<String, @Nullable Object> cancel(Caller caller, @PathVariable String id) {
        return ImportView.of(imports.cancel(caller.account(), find(caller, id).id()));
    }

    /** What became of each row. */
    @GetMapping("/{id}/rows.csv")
    void rows(Caller caller, @PathVariable String id, HttpServletResponse response) throws IOException {
        Import job = find(caller, id);
        CsvAnswer.begin(response, "import-" + job.kind());
        write.to(response.getOutputStream(), job);
    }

    private Import find(Caller caller, String id) {
        return ImportId.parse(id)
                .flatMap(one -> imports.find(caller.account(), one))
                .orElseThrow(() -> Problem.notFound("import of this id"));
    }

    static ImportId position(String cursor) {
        List<String> parts = Cursor.parts(cursor, 2);
        return Optional.of(parts.getLast())
                .filter(id -> parts.getFirst().equals("i"))
                .flatMap(ImportId::parse)
                .orElseThrow(Cursor::malformed);
    }
}
