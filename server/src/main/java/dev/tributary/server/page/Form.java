package dev.tributary.server.page;

import dev.tributary.server.api.FieldError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form shows: what was typed before, and what is wrong with it.
 *
 * @param values by field; several for a group of checkboxes
 * @param errors by field, in the form's words
 * @param scope keeps the ids of two forms on one page apart; empty for the only one
 */
public record Form(Map<String, List<String>> values, Map<String, String> errors, String scope) {
    public static final Form EMPTY = new Form(Map.of(), Map.of(), "");

    public Form {
        values = Map.copyOf(values);
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** Shows what a record holds now. */
    public static Form of(Map<String, String> values) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Form(lists, Map.of(), "");
    }

    /** Shows again what was sent, with what is wrong. */
    public static Form refused(Map<String, String[]> sent, List<FieldError> errors) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        sent.forEach((name, all) -> values.put(name, List.of(all)));
        Map<String, String> messages = new LinkedHashMap<>();
        errors.forEach(error -> messages.putIfAbsent(error.field(), error.message()));
        return new Form(values, messages, "");
    }

    /** The same for a form that shares its page with another. */
    public Form scoped(String name) {
        return new Form(values, errors, name + "-");
    }

    /** The id of a field's element. */
    public String id(String name) {
        return "f-" + scope + name;
    }

    /** The field's value; empty if it has none. */
    public String value(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    public boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    public Optional<String> error(String name) {
        return Optional.ofNullable(errors.get(name));
    }
}
