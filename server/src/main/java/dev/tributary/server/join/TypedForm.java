package dev.tributary.server.join;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sign-up form as it was sent.
 *
 * @param typed by the names of {@link JoinFields}; fields that were left empty are not in it
 */
record TypedForm(Map<String, String> typed) {
    /** More than any field takes; of what is longer, this much is enough to refuse it. */
    private static final int LONGEST = 4000;

    TypedForm {
        typed = Map.copyOf(typed);
    }

    static TypedForm of(Programme programme, HttpServletRequest request) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String name : JoinFields.names(programme)) {
            String text = text(request, name);
            if (!text.isEmpty()) {
                typed.put(name, text);
            }
        }
        programme.fields().stream()
                .filter(field -> field.kind() == FieldKind.CHECKBOX)
                .forEach(field -> box(typed, field.name()));
        box(typed, JoinFields.ACCEPT);
        if (!typed.getOrDefault(JoinFields.TERMS_VERSION, "").matches("[0-9]{1,9}")) {
            typed.remove(JoinFields.TERMS_VERSION);
        }
        return new TypedForm(typed);
    }

    /** The same for somebody whose address is known. */
    TypedForm withEmail(String email) {
        Map<String, String> other = new LinkedHashMap<>(typed);
        other.put("email", email);
        return new TypedForm(other);
    }

    /** What was typed, to be shown again. */
    Form form() {
        return refused(List.of());
    }

    /**
     * The same with what is wrong.
     *
     * @throws Problem the same, if it is not about what was typed
     */
    Form refused(Problem problem) {
        if (problem.errors().isEmpty()) {
            throw problem;
        }
        return refused(problem.errors());
    }

    private Form refused(List<FieldError> errors) {
        Map<String, String[]> shown = new LinkedHashMap<>();
        typed.forEach((name, text) -> shown.put(name, new String[] {text.replaceAll("[\\p{Cc}&&[^\n]]", "")}));
        return Form.refused(shown, errors);
    }

    private static String text(HttpServletRequest request, String name) {
        @Nullable String raw = request.getParameter(name);
        String text = raw == null ? "" : raw.replace("\r\n", "\n");
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2));
    }

    private static void box(Map<String, String> typed, String name) {
        typed.computeIfPresent(name, (box, value) -> value.equals(JoinFields.YES) ? value : null);
    }
}
