package dev.tributary.server.moving;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Frame;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page of an import: what it would do, how far it is, what it did. */
@Controller
@RequestMapping(TransferPages.PATH + "/{id}")
class ImportPages {
    private static final int MOST_REFUSED = 50;
    private static final int MOST_SAMPLES = 20;

    private final Imports imports;
    private final Intakes intakes;
    private final RowStore rows;
    private final WriteRows write;

    ImportPages(Imports imports, Intakes intakes, RowStore rows, WriteRows write) {
        this.imports = imports;
        this.intakes = intakes;
        this.rows = rows;
        this.write = write;
    }

    @GetMapping
    ModelAndView show(Member member, @PathVariable String id, Frame frame, HttpServletResponse response) {
        Import job = find(member, id);
        if (frame.inPart()) {
            if (!job.state().isBusy()) {
                response.setHeader("HX-Refresh", "true");
            }
            return new ModelAndView("moving/progress", Map.of("row", new ImportRow(job)));
        }
        return page(member, job, ColumnForm.of(job), HttpStatus.OK);
    }

    @PostMapping("/columns")
    ModelAndView columns(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable String id,
            @RequestParam Map<String, String> query) {
        Import job = find(member, id);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < job.columns().header().size(); i++) {
            names.add(ColumnForm.chosen(query, i));
        }
        try {
            imports.recheck(member.account().id(), job.id(), names, ReadUpload.days(query));
            return new ModelAndView(Go.to(path(job)));
        } catch (Problem problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            return page(member, job, ColumnForm.refused(query, job, problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/run")
    ModelAndView run(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable String id,
            @RequestParam Map<String, String> query) {
        Import job = find(member, id);
        imports.run(member.account().id(), job.id(), query.containsKey("events"));
        return new ModelAndView(Go.to(path(job)));
    }

    @PostMapping("/cancel")
    ModelAndView cancel(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id) {
        Import job = imports.cancel(member.account().id(), find(member, id).id());
        return new ModelAndView(Go.to(path(job)).saying("The import has ended."));
    }

    @GetMapping("/rows.csv")
    void rows(Member member, @PathVariable String id, HttpServletResponse response) throws IOException {
        Import job = find(member, id);
        CsvAnswer.begin(response, "import-" + job.kind());
        write.to(response.getOutputStream(), job);
    }

    private ModelAndView page(Member member, Import job, Form form, HttpStatus status) {
        Map<String, Object> model = new HashMap<>();
        model.put("row", new ImportRow(job));
        model.put("form", form);
        model.put("choices", ColumnForm.choices(job, intakes.get(job.kind())));
        model.put(
                "refused",
                rows.refused(job.account(), job.id(), MOST_REFUSED).stream()
                        .map(note -> NoteRow.of(job, note))
                        .toList());
        model.put(
                "samples",
                rows.taken(job.account(), job.id(), MOST_SAMPLES).stream()
                        .map(note -> NoteRow.of(job, note))
                        .toList());
        model.put("may", member.may(Permission.PROGRAMME));
        ModelAndView page = new ModelAndView("moving/import", model);
        page.setStatus(status);
        return page;
    }

    private Import find(Member member, String id) {
        return ImportId.parse(id)
                .flatMap(one -> imports.find(member.account().id(), one))
                .orElseThrow(() -> Problem.notFound("such import"));
    }

    private static String path(Import job) {
        return TransferPages.PATH + "/" + job.id();
    }
}
