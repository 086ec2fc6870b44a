package dev.tributary.server.page;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form that was sent, in the shape of the API's bodies: so the code that reads those reads it too, and the two can't
 * differ in what they accept. A field left empty is an absent one. Only the fields asked for are taken.
 */
public final class Posted {
    /** More than any form has; the rest is left out, and with one too many the reader complains. */
    private static final int MOST_VALUES = 1001;

    private final HttpServletRequest request;
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, String[]> shown = new LinkedHashMap<>();

    public Posted(HttpServletRequest request) {
        this.request = request;
    }

    /** Takes lines of text; line ends within them stay as the browser wrote them, but one character each. */
    public Posted texts(String... names) {
        for (String name : names) {
            @Nullable String raw = request.getParameter(name);
            String text = raw == null ? "" : raw.replace("\r\n", "\n").strip();
            shown.put(name, new String[] {text.replace("\0", "")});
            if (!text.isEmpty()) {
                body.put(name, text);
            }
        }
        return this;
    }

    /** Shows these fields again without putting them into the body. */
    public Posted aside(String... names) {
        texts(names);
        for (String name : names) {
            body.remove(name);
        }
        return this;
    }

    /** What was chosen of a list by the names in it; empty for none of them. */
    public <T> Optional<T> chosen(String name, Map<String, T> choices) {
        @Nullable String value = request.getParameter(name);
        return value == null ? Optional.empty() : Optional.ofNullable(choices.get(value));
    }

    /** Takes a secret, verbatim; it is not shown again. */
    public Posted secret(String name) {
        @Nullable String raw = request.getParameter(name);
        shown.put(name, new String[] {""});
        if (raw != null && !raw.isEmpty()) {
            body.put(name, raw);
        }
        return this;
    }

    /** Takes the boxes of a group that are ticked. */
    public Posted boxes(String name) {
        List<String> ticked = values(name);
        shown.put(name, ticked.toArray(String[]::new));
        if (!ticked.isEmpty()) {
            body.put(name, ticked);
        }
        return this;
    }

    /** Takes the boxes of a group whose values are numbers. */
    public Posted numbers(String name) {
        List<Object> numbers = new ArrayList<>();
        for (String value : values(name)) {
            numbers.add(value.matches("[0-9]{1,18}") ? (Object) Long.valueOf(value) : value);
        }
        shown.put(name, values(name).toArray(String[]::new));
        body.put(name, numbers);
        return this;
    }

    /** Adds what the form does not say itself. */
    public Posted with(String name, Object value) {
        body.put(name, value);
        return this;
    }

    public Fields fields() {
        return Fields.parse(Json.bytes(body));
    }

    /**
     * The form with what was typed and what is wrong with it.
     *
     * @throws Problem the same again, if it is not about fields of the form
     */
    public Form refused(Problem problem) {
        List<FieldError> errors = problem.errors().stream()
                .map(error -> new FieldError(error.field().replaceAll("\\[.*", ""), error.message()))
                .toList();
        if (errors.isEmpty() || !errors.stream().allMatch(error -> shown.containsKey(error.field()))) {
            throw problem;
        }
        return Form.refused(shown, errors);
    }

    private List<String> values(String name) {
        String @Nullable [] raw = request.getParameterValues(name);
        return raw == null ? List.of() : Arrays.stream(raw).limit(MOST_VALUES).toList();
    }
}
