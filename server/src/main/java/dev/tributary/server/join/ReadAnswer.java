package dev.tributary.server.join;

import dev.tributary.server.api.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Reads and checks answers to a programme's own questions, each by its kind. */
final class ReadAnswer {
    private static final int MOST_ANSWER = 1000;

    private final Fields body;
    private final Map<String, String> typed;

    /**
     * Begins.
     *
     * @param body where what is wrong is noted
     * @param typed the same texts by the names of their fields; what is missing was left empty
     */
    ReadAnswer(Fields body, Map<String, String> typed) {
        this.body = body;
        this.typed = Map.copyOf(typed);
    }

    /** Lines are lines: what a browser can't send in one line, nobody meant. */
    static String line(Fields body, String name, int most) {
        String text = body.text(name, most).orElse("");
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            body.error(name, "must be one line, without control characters");
        }
        return text;
    }

    /** The answer to a question; empty if there is none, or a wrong one. */
    String to(ProgrammeField field) {
        String name = field.name();
        if (field.kind() == FieldKind.CHECKBOX) {
            return ticked(field);
        }
        String answer = field.kind() == FieldKind.LONG_TEXT
                ? body.text(name, MOST_ANSWER).orElse("")
                : line(body, name, MOST_ANSWER);
        if (answer.isEmpty()) {
            if (field.required() && typed.getOrDefault(name, "").isBlank()) {
                body.error(name, field.kind() == FieldKind.CHOICE ? "needs a choice" : "is required");
            }
            return answer;
        }
        return switch (field.kind()) {
            case TEXT, LONG_TEXT, CHECKBOX -> answer;
            case CHOICE -> chosen(field, answer);
            case URL -> url(field, answer);
        };
    }

    /** Not ticked is an answer too. */
    private String ticked(ProgrammeField field) {
        boolean ticked = typed.getOrDefault(field.name(), "").equals(JoinFields.YES);
        if (field.required() && !ticked) {
            body.error(field.name(), "must be ticked");
        }
        return ticked ? JoinFields.YES : "no";
    }

    private String chosen(ProgrammeField field, String answer) {
        if (!field.choices().contains(answer)) {
            body.error(field.name(), "must be one of the choices");
        }
        return answer;
    }

    /** People leave the scheme out. */
    private String url(ProgrammeField field, String answer) {
        String url = answer.contains("://") ? answer : "https://" + answer;
        if (!isWeb(url) || url.length() > MOST_ANSWER) {
            body.error(field.name(), "must be a web address, such as https://example.com");
        }
        return url;
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme());
            String host = String.valueOf(uri.getRawAuthority());
            return scheme.matches("(?i)https?") && host.contains(".") && uri.getRawUserInfo() == null;
        } catch (URISyntaxException odd) {
            return false;
        }
    }
}
