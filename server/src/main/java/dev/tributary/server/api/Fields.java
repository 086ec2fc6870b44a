package dev.tributary.server.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read one by one. What is wrong is collected, and {@link #done} throws it all at once, so
 * a caller sees every mistake in one answer. An absent field and a null read alike, as empty; {@link #has} and
 * {@link #isNull} tell them apart. Names that nobody asked for are mistakes too. Call {@link #done} before acting.
 */
public final class Fields {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final String path;
    private final JsonNode object;
    private final byte[] raw;
    private final List<FieldError> errors;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fields> children = new ArrayList<>();

    private boolean strict = true;

    private Fields(String path, JsonNode object, byte[] raw, List<FieldError> errors) {
        this.path = path;
        this.object = object;
        this.raw = raw;
        this.errors = errors;
    }

    /**
     * Reads an object.
     *
     * @throws Problem 400 if it is no JSON object, or one with a name twice or nested too deep
     */
    public static Fields parse(byte[] body) {
        JsonNode node = Json.read(body);
        if (!node.isObject()) {
            throw Problem.badRequest("The body must be a JSON object.");
        }
        return new Fields("", node, body, new ArrayList<>());
    }

    /** The bytes that this object was read from; of an object in another, the other's. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The same, for bodies that others have defined: names that nobody asks for are no mistakes. */
    public Fields ignoringUnknown() {
        strict = false;
        return this;
    }

    /** Whether the field is there, even as null. */
    public boolean has(String name) {
        asked.add(name);
        return object.has(name);
    }

    /** Whether the field is there and null. */
    public boolean isNull(String name) {
        return has(name) && object.path(name).isNull();
    }

    /**
     * A string without white space around it.
     *
     * @param maxLength in code points
     */
    public Optional<String> text(String name, int maxLength) {
        return node(name).flatMap(node -> Values.text(node, maxLength).orReport(this, name));
    }

    /**
     * A string exactly as it was given, white space around it included.
     *
     * @param maxLength in code points
     */
    public Optional<String> verbatim(String name, int maxLength) {
        return node(name).flatMap(node -> Values.verbatim(node, maxLength).orReport(this, name));
    }

    /** The names in this object, for one whose names are its owner's choice; each still has to be read. */
    public List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    /** Leaves a field unread, since what is wrong with it was said otherwise. */
    public void skip(String name) {
        asked.add(name);
    }

    /** A string that is not blank; empty, and a mistake, if it is missing. */
    public String requiredText(String name, int maxLength) {
        int before = errors.size();
        String text = text(name, maxLength).orElse("");
        if (text.isEmpty() && errors.size() == before) {
            error(name, "is required");
        }
        return text;
    }

    /** A decimal number, as a JSON string or number; at most 18 digits before and 18 after the point. */
    public Optional<BigDecimal> decimal(String name) {
        return node(name).flatMap(node -> Values.decimal(node).orReport(this, name));
    }

    /** A whole number that fits 64 bits. */
    public Optional<Long> whole(String name) {
        return node(name).flatMap(node -> Values.whole(node).orReport(this, name));
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag(String name) {
        return node(name).flatMap(node -> Values.flag(node).orReport(this, name));
    }

    /** A list of strings. */
    public Optional<List<String>> texts(String name, int maxItems, int maxLength) {
        return list(name, maxItems).map(items -> {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Values.text(items.get(i), maxLength)
                        .orReport(this, name + "[" + i + "]")
                        .ifPresent(texts::add);
            }
            return List.copyOf(texts);
        });
    }

    /** Words without commas in them: a list of strings, or one string in which commas part them. */
    public Optional<List<String>> words(String name, int maxItems, int maxLength) {
        if (!node(name).filter(JsonNode::isString).isPresent()) {
            return texts(name, maxItems, maxLength);
        }
        return text(name, maxItems * (maxLength + 2)).map(text -> {
            List<String> words = Stream.of(text.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (words.size() > maxItems) {
                error(name, "must have at most " + maxItems + " items");
            }
            return words;
        });
    }

    /** A list of whole numbers. */
    public Optional<List<Long>> wholes(String name, int maxItems) {
        return list(name, maxItems).map(items -> {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                Values.whole(items.get(i)).orReport(this, name + "[" + i + "]").ifPresent(numbers::add);
            }
            return List.copyOf(numbers);
        });
    }

    /** A string that is one of the map's keys; its value. */
    public <T> Optional<T> choice(String name, Map<String, T> choices) {
        return text(name, 100).flatMap(text -> {
            @Nullable T value = choices.get(text);
            if (value == null) {
                error(name, "must be one of " + String.join(", ", choices.keySet()));
            }
            return Optional.ofNullable(value);
        });
    }

    /** A time of RFC 3339 with its offset, from 1970 to 9999. */
    public Optional<Instant> time(String name) {
        return text(name, 64).flatMap(text -> {
            Optional<Instant> time = instant(text);
            if (time.isEmpty()) {
                error(name, "must be a time such as 2026-01-31T12:00:00Z, from 1970 to 9999");
            }
            return time;
        });
    }

    /** An object in this one. */
    public Optional<Fields> object(String name) {
        return node(name).flatMap(node -> child(name, node));
    }

    /** A list of objects; empty if it is missing. */
    public List<Fields> objects(String name, int maxItems) {
        List<Fields> found = new ArrayList<>();
        List<JsonNode> items = list(name, maxItems).orElse(List.of());
        for (int i = 0; i < items.size(); i++) {
            child(name + "[" + i + "]", items.get(i)).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** Adds a mistake that only the caller can see. */
    public void error(String name, String message) {
        errors.add(new FieldError(path + name, message));
    }

    /**
     * Ends the reading of this object and of all in it.
     *
     * @throws Problem 422 with every mistake found, names that nobody asked for included
     */
    public void done() {
        if (strict) {
            reportUnknown();
        }
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(errors.size() > 50 ? errors.subList(0, 50) : errors);
        }
    }

    private void reportUnknown() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                error(Values.printable(name), "is not a known field");
            }
        }
        children.forEach(Fields::reportUnknown);
    }

    private Optional<JsonNode> node(String name) {
        return has(name) && !isNull(name) ? Optional.of(object.path(name)) : Optional.empty();
    }

    private Optional<List<JsonNode>> list(String name, int maxItems) {
        return node(name).flatMap(node -> Values.list(node, maxItems).orReport(this, name));
    }

    private Optional<Fields> child(String name, JsonNode node) {
        if (!node.isObject()) {
            error(name, "must be an object");
            return Optional.empty();
        }
        Fields child = new Fields(path + name + ".", node, raw, errors);
        children.add(child);
        return Optional.of(child);
    }

    private static Optional<Instant> instant(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
