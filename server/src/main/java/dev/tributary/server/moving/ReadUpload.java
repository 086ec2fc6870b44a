package dev.tributary.server.moving;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.DayOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the query says about a file that is to be brought in. */
@Component
class ReadUpload {
    private static final String COLUMN = "column.";
    private static final int LONGEST_NAME = 200;

    private final Intakes intakes;

    ReadUpload(Intakes intakes) {
        this.intakes = intakes;
    }

    /**
     * The upload of an API's call.
     *
     * @throws Problem 400 that names the parameter
     */
    Imports.Upload of(Map<String, String> query, String actor, byte[] content) {
        Map<String, String> columns = new LinkedHashMap<>();
        query.forEach((name, value) -> {
            if (name.startsWith(COLUMN)) {
                columns.put(name.substring(COLUMN.length()), value);
            }
        });
        return new Imports.Upload(
                kind(query),
                name(query),
                actor,
                !flag(query, "dry_run"),
                flag(query, "events"),
                days(query),
                columns,
                false,
                content);
    }

    String kind(Map<String, String> query) {
        String kind = query.getOrDefault("kind", "");
        if (!intakes.all().containsKey(kind)) {
            throw Problem.badParameter(
                    "kind", "must be one of " + String.join(", ", intakes.all().keySet()));
        }
        return kind;
    }

    static String name(Map<String, String> query) {
        String name = query.getOrDefault("name", "").strip();
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(ReadUpload::isUnfit)) {
            throw Problem.badParameter(
                    "name", "must have at most " + LONGEST_NAME + " characters, and no control characters among them");
        }
        return name;
    }

    static boolean flag(Map<String, String> query, String name) {
        String value = query.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Problem.badParameter(name, "must be true or false");
        }
        return value.equals("true");
    }

    static DayOrder days(Map<String, String> query) {
        @Nullable DayOrder days = Imports.days(query.getOrDefault("days", ""));
        if (days == null) {
            throw Problem.badParameter("days", "must be ymd, mdy or dmy");
        }
        return days;
    }

    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}
