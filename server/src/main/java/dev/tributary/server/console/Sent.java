package dev.tributary.server.console;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form that was sent, read field by field; what is wrong is collected, and what was typed is shown again. */
final class Sent {
    private static final int MOST_BOXES = 100;

    private final HttpServletRequest request;
    private final Map<String, String[]> shown = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    Sent(HttpServletRequest request) {
        this.request = request;
    }

    /** A line of text without spaces around it; empty if there is none. */
    String text(String name, int maxLength) {
        @Nullable String raw = request.getParameter(name);
        String text = raw == null ? "" : raw.strip();
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            error(name, "must not hold control characters");
            return "";
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            error(name, "must have at most " + maxLength + " characters");
            return "";
        }
        shown.put(name, new String[] {text});
        return text;
    }

    /** Text of any number of lines, each ended by a line feed alone; empty if there is none. */
    String lines(String name, int maxLength) {
        @Nullable String raw = request.getParameter(name);
        String text = raw == null ? "" : raw.replace("\r\n", "\n");
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            error(name, "must not hold NUL or halves of characters");
            return "";
        }
        shown.put(name, new String[] {text});
        if (text.codePointCount(0, text.length()) > maxLength) {
            error(name, "must have at most " + maxLength + " characters");
        }
        return text;
    }

    /** The boxes of a group that are ticked. */
    List<String> boxes(String name) {
        String @Nullable [] raw = request.getParameterValues(name);
        List<String> boxes = raw == null
                ? List.of()
                : Arrays.stream(raw)
                        .limit(MOST_BOXES)
                        .filter(box -> box.length() <= 100)
                        .toList();
        shown.put(name, boxes.toArray(String[]::new));
        return boxes;
    }

    boolean isTicked(String name) {
        return boxes(name).contains("true");
    }

    void show(String name, String value) {
        shown.put(name, new String[] {value});
    }

    void error(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    boolean isSound() {
        return errors.isEmpty();
    }

    boolean isSoundAt(String name) {
        return errors.stream().noneMatch(error -> error.field().equals(name));
    }

    Form form() {
        return Form.refused(shown, errors);
    }
}
