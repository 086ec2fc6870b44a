package dev.tributary.server.api;

import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as we read it (strictly) and write it (deterministically: in the order given, nulls included). */
public final class Json {
    /** How deep arrays and objects may nest. */
    static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(100)
                            .maxNameLength(1000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    /** No space before the colon, as people write it. */
    private static final PrettyPrinter PRETTY = new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER));

    private Json() {}

    /** Writes maps, lists, records, strings, numbers, booleans and nulls as UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * The same JSON with line breaks, to be read by a person.
     *
     * @throws Problem 400 if it is no JSON
     */
    public static String pretty(byte[] body) {
        return MAPPER.writer().with(PRETTY).writeValueAsString(read(body));
    }

    /**
     * Reads one JSON value: no duplicate names, nothing after it, at most {@value #MAX_DEPTH} levels.
     *
     * @throws Problem 400 if it is not that
     */
    public static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (StreamConstraintsException e) {
            throw Problem.badRequest("The body nests deeper than " + MAX_DEPTH
                    + " levels, or a number, name or string in it is too long.");
        } catch (JacksonException e) {
            throw Problem.badRequest("The body is not valid JSON: " + where(e));
        }
    }

    private static String where(JacksonException e) {
        String message = e.getOriginalMessage();
        String brief =
                message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
        String cut = brief.length() > 160 ? brief.substring(0, 160) : brief;
        var at = e.getLocation();
        return at == null ? cut : cut + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
