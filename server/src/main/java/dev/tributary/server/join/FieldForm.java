package dev.tributary.server.join;

import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of one custom field; its choices stand one to a line. */
public record FieldForm(FormBody posted) {
    static final Form BLANK = Form.of(Map.of("kind", FieldKind.TEXT.text()));

    private static final Map<String, String> LABELS =
            Map.of("label", "Question", "kind", "Answered by", "choices", "Choices", "required", "Required");

    /** What a field is called where it is said to be wrong. */
    public static Map<String, String> labels() {
        return LABELS;
    }

    static FieldForm of(HttpServletRequest request) {
        boolean choice = FieldKind.CHOICE.text().equals(request.getParameter("kind"));
        List<String> choices = choice
                ? Optional.ofNullable(request.getParameter("choices"))
                        .orElse("")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
        return new FieldForm(new FormBody(request)
                .given("label", "kind")
                .aside("choices", "required")
                .with("choices", choices)
                .with("required", "true".equals(request.getParameter("required"))));
    }

    ProgrammeField read() {
        Fields body = posted.fields();
        ProgrammeField field = ReadField.of(body);
        body.done();
        return field;
    }

    Form refused(Problem problem) {
        return posted.refused(problem);
    }

    static Form show(ProgrammeField field) {
        return Form.of(Map.of(
                "label", field.label(),
                "kind", field.kind().text(),
                "choices", String.join("\n", field.choices()),
                "required", String.valueOf(field.required())));
    }

    static List<Choice> kinds() {
        return Arrays.stream(FieldKind.values())
                .map(kind -> Choice.of(kind.text(), kind.label()))
                .toList();
    }
}
