package dev.tributary.server.page;

import dev.tributary.server.api.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The filters of a list as its URL carries them: what is asked for, and what can't be read. Empty ones don't count. */
public final class FilterQuery {
    private static final int LONGEST = 255;

    private final String path;
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Picks the filters out of a query.
     *
     * @param path of the list
     * @param names of its filters
     */
    public FilterQuery(String path, Map<String, String> query, List<String> names) {
        this.path = path;
        for (String name : names) {
            String value = query.getOrDefault(name, "").strip();
            if (value.length() > LONGEST || value.codePoints().anyMatch(Character::isISOControl)) {
                errors.add(new FieldError(name, "can't be found: it is too long, or holds control characters"));
            } else if (!value.isEmpty()) {
                asked.put(name, value);
            }
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(asked.get(name));
    }

    /** A value that must be readable; {@code wrong} says what it must be. */
    public <T> Optional<T> value(String name, Function<String, Optional<T>> read, String wrong) {
        Optional<String> text = text(name);
        Optional<T> value = text.flatMap(read);
        if (text.isPresent() && value.isEmpty()) {
            errors.add(new FieldError(name, wrong));
        }
        return value;
    }

    /** The first moment of a day in this zone; of the day after it where {@code after} is set. */
    public Optional<Instant> day(String name, ZoneId zone, boolean after) {
        return value(name, FilterQuery::date, "must be a day such as 2026-01-31")
                .map(day -> (after ? day.plusDays(1) : day).atStartOfDay(zone).toInstant());
    }

    public boolean isSound() {
        return errors.isEmpty();
    }

    public boolean isActive() {
        return !asked.isEmpty() || !errors.isEmpty();
    }

    /** The bar of filters as it was filled in. */
    public Form form() {
        Map<String, String[]> shown = new LinkedHashMap<>();
        asked.forEach((name, value) -> shown.put(name, new String[] {value}));
        return Form.refused(shown, errors).scoped(Filters.SCOPE);
    }

    /** The list with these filters, from its beginning. */
    public String url() {
        return filters().url();
    }

    /** Another path with the same filters. */
    public String url(String other) {
        return new Filters(other, asked).url();
    }

    /** The list with these filters, from a place on; empty where there is none. */
    public String url(Optional<String> cursor) {
        return cursor.map(place -> filters().from(place)).orElse("");
    }

    private Filters filters() {
        return new Filters(path, asked);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() < 9999 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
