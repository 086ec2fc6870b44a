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

/** A form that was sent, turned into the body that the API takes, so that the same code reads and judges both. */
public final class FormBody {
    /** The hidden field that says which version of a thing the reader saw. */
    public static final String VERSION = "version";

    /** Longer than any field takes, terms of use included: what was typed is not lost. */
    private static final int MOST_SHOWN = 60_000;
    /** More than any form has; the rest is left out, and with one too many the reader complains. */
    private static final int MOST_VALUES = 1001;

    private static final int CONFLICT = 409;
    private static final int CHANGED = 412;

    private final HttpServletRequest request;
    private final Map<String, @Nullable Object> body = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Map<String, String[]> shown = new LinkedHashMap<>();

    public FormBody(HttpServletRequest request) {
        this.request = request;
    }

    /** Takes texts as they were typed; one that was not sent is an empty one. */
    public FormBody texts(String... names) {
        for (String name : names) {
            body.put(name, typed(name));
        }
        return this;
    }

    /**
     * Takes texts of which an empty one is an absent one, without spaces around them; line ends are one character each.
     */
    public FormBody given(String... names) {
        for (String name : names) {
            String text = typed(name).replace("\r\n", "\n").strip();
            if (!text.isEmpty()) {
                body.put(name, text);
            }
        }
        return this;
    }

    /** Shows these fields again without putting them into the body. */
    public FormBody aside(String... names) {
        for (String name : names) {
            typed(name);
        }
        return this;
    }

    /** Takes a secret, verbatim, if there is one; it is not shown again. */
    public FormBody secret(String name) {
        @Nullable String raw = request.getParameter(name);
        shown.put(name, new String[] {""});
        if (raw != null && !raw.isEmpty()) {
            body.put(name, raw);
        }
        return this;
    }

    /** Takes the boxes of a group that are ticked; none is an absent field. */
    public FormBody boxes(String name) {
        List<String> ticked = values(name);
        if (!ticked.isEmpty()) {
            body.put(name, ticked);
        }
        return this;
    }

    /** Takes the boxes of a group whose values are numbers. */
    public FormBody numbers(String name) {
        body.put(name, values(name).stream().map(FormBody::number).toList());
        return this;
    }

    /** Adds what the form does not say itself. */
    public FormBody with(String name, Object value) {
        body.put(name, value);
        return this;
    }

    /** What was chosen of a list by the names in it; empty for none of them. */
    public <T> Optional<T> chosen(String name, Map<String, T> choices) {
        @Nullable String value = request.getParameter(name);
        return value == null ? Optional.empty() : Optional.ofNullable(choices.get(value));
    }

    /** Takes what the API knows as decimals, words of a list or nothing: what is blank is null. */
    public FormBody optional(String... names) {
        for (String name : names) {
            String text = typed(name).strip();
            body.put(name, text.isEmpty() ? null : text);
        }
        return this;
    }

    /** Takes whole numbers: what is blank is null, what is none stays a text and is refused as such. */
    public FormBody wholes(String... names) {
        for (String name : names) {
            String text = typed(name).strip();
            body.put(name, text.isEmpty() ? null : number(text));
        }
        return this;
    }

    /** Puts a list of objects, given by the name that each has in the form, such as {@code answers[3]}. */
    public FormBody objects(String name, Map<String, Map<String, String>> objects) {
        List<Map<String, String>> list = new ArrayList<>();
        objects.forEach((inForm, object) -> {
            object.keySet().forEach(key -> renamed.put(name + "[" + list.size() + "]." + key, inForm + "." + key));
            list.add(object);
        });
        body.put(name, list);
        return this;
    }

    /** What was typed into a field, kept to be shown again; empty if nothing. */
    public String typed(String name) {
        @Nullable String raw = request.getParameter(name);
        String text = raw == null ? "" : raw;
        shown.put(name, new String[] {printable(text)});
        return text;
    }

    /** The tag of the version that the reader saw, for {@link dev.tributary.server.api.Revision}. */
    public String ifMatch() {
        @Nullable String version = request.getParameter(VERSION);
        return version != null && version.matches("[0-9]{1,18}") ? "\"" + version + "\"" : "\"\"";
    }

    public Fields fields() {
        return Fields.parse(Json.bytes(body));
    }

    /**
     * What to show again.
     *
     * @param unique the field whose value is to blame for a conflict
     * @throws Problem the same, if it is not about what was typed
     */
    public Form refused(Problem problem, String unique) {
        List<FieldError> errors = problem.errors().stream()
                .map(error -> new FieldError(renamed.getOrDefault(error.field(), error.field()), error.message()))
                .toList();
        if (problem.status() == CONFLICT && !unique.isEmpty()) {
            errors = List.of(new FieldError(unique, problem.detail()));
        }
        if (problem.status() == CHANGED) {
            errors = List.of(new FieldError(
                    VERSION,
                    "has been changed by someone else since you opened it. Saving again replaces their change."));
        }
        if (errors.isEmpty()) {
            throw problem;
        }
        return Form.refused(shown, errors);
    }

    /**
     * What to show again, where a fault may lie beyond the form.
     *
     * @throws Problem the same, if it is not about fields of the form
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
        List<String> values =
                raw == null ? List.of() : Arrays.stream(raw).limit(MOST_VALUES).toList();
        shown.put(name, values.toArray(String[]::new));
        return values;
    }

    private static Object number(String text) {
        return text.matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(text) : text;
    }

    private static String printable(String text) {
        String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) : text;
        return cut.codePoints()
                .filter(FormBody::isPrintable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int c) {
        return c == '\n' || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
    }
}
