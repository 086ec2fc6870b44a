package dev.tributary.server.moving;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ReadBody;
import dev.tributary.server.csv.CsvFile;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Brings a file in: as a file, whose bytes the page's script sends as they are, or as text that was pasted. */
@Controller
@RequestMapping(NewImportPages.PATH)
class NewImportPages {
    static final String PATH = TransferPages.PATH + "/new";
    private static final Set<String> FIELDS = Set.of("kind", "file", "text", "days", "name");

    private final Imports imports;
    private final Intakes intakes;
    private final ReadUpload read;

    NewImportPages(Imports imports, Intakes intakes, ReadUpload read) {
        this.imports = imports;
        this.intakes = intakes;
        this.read = read;
    }

    @GetMapping
    ModelAndView form(@Needs(Permission.PROGRAMME) Member member, @RequestParam Map<String, String> query) {
        return form(Form.of(Map.of("kind", query.getOrDefault("kind", "affiliates"))), HttpStatus.OK);
    }

    /** Text that was pasted. */
    @PostMapping
    ModelAndView paste(@Needs(Permission.PROGRAMME) Member member, @RequestParam Map<String, String> query) {
        String text = query.getOrDefault("text", "");
        if (text.isBlank()) {
            List<FieldError> errors = List.of(new FieldError("file", "is required: choose one, or paste its text"));
            return form(refused(query, errors), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return begin(member, query, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file: its bytes are the body, the form's other fields stand in the query. */
    @PostMapping("/file")
    ModelAndView file(
            @Needs(Permission.PROGRAMME) Member member,
            @RequestParam Map<String, String> query,
            HttpServletRequest request)
            throws IOException {
        byte[] bytes;
        try {
            bytes = ReadBody.bytes(request, CsvFile.MOST_BYTES);
        } catch (Problem tooLarge) {
            bytes = new byte[CsvFile.MOST_BYTES + 1]; // the reader words it
        }
        return begin(member, query, bytes);
    }

    private ModelAndView begin(Member member, Map<String, String> query, byte[] content) {
        try {
            String kind = read.kind(query);
            if (kind.equals("orders") || kind.equals("conversions")) {
                member.require(Permission.CONVERSIONS);
            }
            Import made = imports.begin(
                    member.account().id(),
                    new Imports.Upload(
                            kind,
                            ReadUpload.name(query),
                            member.user().email(),
                            false,
                            false,
                            ReadUpload.days(query),
                            Map.of(),
                            true,
                            content));
            return new ModelAndView(Go.to(TransferPages.PATH + "/" + made.id()));
        } catch (Problem problem) {
            return form(refused(query, errors(problem)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Whatever is wrong stands at a field: at the file, if at no other. */
    private static List<FieldError> errors(Problem problem) {
        if (problem.status() == 403) {
            throw problem;
        }
        return problem.errors().isEmpty() || !problem.errors().stream().allMatch(e -> FIELDS.contains(e.field()))
                ? List.of(new FieldError("file", problem.detail()))
                : problem.errors();
    }

    private static Form refused(Map<String, String> query, List<FieldError> errors) {
        Map<String, String[]> shown = new LinkedHashMap<>();
        for (String field : List.of("kind", "days", "text")) {
            shown.put(field, new String[] {query.getOrDefault(field, "").replace("\0", "")});
        }
        return Form.refused(shown, errors);
    }

    private ModelAndView form(Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "moving/new",
                Map.of("form", form, "kinds", List.copyOf(intakes.all().keySet())));
        page.setStatus(status);
        return page;
    }
}
