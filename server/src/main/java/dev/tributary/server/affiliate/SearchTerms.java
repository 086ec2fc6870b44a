package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a list out of the query; an empty one is none, one that can't be read is a 400 that names it. */
final class SearchTerms {
    private static final int LONGEST = 254;

    private SearchTerms() {}

    static <T> Optional<T> choice(Map<String, String> query, String name, Map<String, T> choices) {
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        @Nullable T value = choices.get(text);
        if (value == null) {
            throw Problem.badParameter(name, "must be one of " + String.join(", ", choices.keySet()));
        }
        return Optional.of(value);
    }

    static Optional<Long> number(Map<String, String> query, String name) {
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.badParameter(name, "must be a number");
        }
        return Optional.of(Long.parseLong(text));
    }

    static String words(Map<String, String> query, String name) {
        String words = query.getOrDefault(name, "").strip();
        if (words.length() > LONGEST || words.codePoints().anyMatch(SearchTerms::isUnfit)) {
            throw Problem.badParameter(
                    name, "must have at most " + LONGEST + " characters, and no control characters among them");
        }
        return words;
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
