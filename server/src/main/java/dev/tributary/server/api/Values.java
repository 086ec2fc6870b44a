package dev.tributary.server.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single JSON values as {@link Fields} needs them. */
final class Values {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final int MAX_DIGITS = 18;

    private Values() {}

    /** Either a value or what is wrong with it. */
    record Read<T>(@Nullable T value, String wrong) {
        static <T> Read<T> of(T value) {
            return new Read<>(value, "");
        }

        static <T> Read<T> wrong(String message) {
            return new Read<>(null, message);
        }

        Optional<T> orReport(Fields fields, String name) {
            if (value == null) {
                fields.error(name, wrong);
            }
            return Optional.ofNullable(value);
        }
    }

    static Read<String> text(JsonNode node, int maxLength) {
        return node.isString() ? checked(node.stringValue().strip(), maxLength) : Read.wrong("must be a string");
    }

    static Read<String> verbatim(JsonNode node, int maxLength) {
        return node.isString() ? checked(node.stringValue(), maxLength) : Read.wrong("must be a string");
    }

    private static Read<String> checked(String text, int maxLength) {
        if (!storable(text)) {
            return Read.wrong("must not hold NUL characters or halves of surrogate pairs");
        }
        return text.codePointCount(0, text.length()) > maxLength
                ? Read.wrong("must have at most " + maxLength + " characters")
                : Read.of(text);
    }

    static Read<BigDecimal> decimal(JsonNode node) {
        if (node.isNumber()) {
            return bounded(node.decimalValue());
        }
        if (node.isString() && DECIMAL.matcher(node.stringValue()).matches()) {
            return Read.of(new BigDecimal(node.stringValue()));
        }
        return Read.wrong("must be a decimal number such as \"19.90\"");
    }

    static Read<Long> whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong()
                ? Read.of(node.longValue())
                : Read.wrong("must be a whole number");
    }

    static Read<Boolean> flag(JsonNode node) {
        return node.isBoolean() ? Read.of(node.booleanValue()) : Read.wrong("must be true or false");
    }

    static Read<List<JsonNode>> list(JsonNode node, int maxItems) {
        if (!node.isArray()) {
            return Read.wrong("must be a list");
        }
        return node.size() > maxItems
                ? Read.wrong("must have at most " + maxItems + " items")
                : Read.of(List.copyOf(node.values()));
    }

    /** A name as it may stand in an answer: short and without control characters. */
    static String printable(String name) {
        String cut = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** PostgreSQL's text holds neither NUL nor unpaired surrogates. */
    private static boolean storable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** Checked by scale and precision first: writing out 1e999999999 would fill the memory. */
    private static Read<BigDecimal> bounded(BigDecimal number) {
        boolean fits = number.scale() <= MAX_DIGITS && number.precision() - number.scale() <= MAX_DIGITS;
        boolean small = fits && number.scale() >= -MAX_DIGITS;
        if (!small) {
            return Read.wrong("must have at most " + MAX_DIGITS + " digits before and after the point");
        }
        return Read.of(number.scale() < 0 ? number.setScale(0) : number);
    }
}
