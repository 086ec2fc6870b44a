package dev.tributary.server.page;

import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a list is narrowed to, as it stands in its URL.
 *
 * @param path of the list
 * @param values by parameter; what is empty narrows nothing
 */
public record Filters(String path, Map<String, String> values) {
    /** A form in a dialog may have fields of the same names. */
    static final String SCOPE = "filter";

    public Filters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The whole list. */
    public static Filters at(String path) {
        return new Filters(path, Map.of());
    }

    public Filters with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Filters(path, more);
    }

    /** Whether it is narrowed at all. */
    public boolean any() {
        return values.values().stream().anyMatch(value -> !value.isEmpty());
    }

    /** What the bar of filters shows. */
    public Form form() {
        return Form.of(values).scoped(SCOPE);
    }

    /** The list's URL with these filters, at its beginning. */
    public String url() {
        String query = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Where the pager's way back leads; empty on the first page. */
    public String first(Paging paging) {
        return paging.cursor().isPresent() ? url() : "";
    }

    /** Where the pager's way on leads; empty on the last page. */
    public String next(Page<?> page) {
        String cursor = page.next_cursor();
        return cursor == null ? "" : from(cursor);
    }

    /** The list's URL with these filters, from a place on. */
    String from(String cursor) {
        return url() + (any() ? "&" : "?") + "cursor=" + cursor;
    }
}
