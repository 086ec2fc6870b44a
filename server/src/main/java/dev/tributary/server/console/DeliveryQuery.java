package dev.tributary.server.console;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliverySearch;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The filters over a webhook's deliveries, as they stand in the URL. What can't be read is shown again with what is
 * wrong, and finds nothing.
 */
final class DeliveryQuery {
    static final List<String> NAMES = List.of("status", "topic", "code", "from", "to", "about");

    private static final int LONGEST = 200;
    private static final int LATEST_YEAR = 9999;

    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final DeliverySearch search;

    DeliveryQuery(Map<String, String> parameters, TopicCatalogue topics) {
        for (String name : NAMES) {
            String value = Optional.ofNullable(parameters.get(name)).orElse("").strip();
            if (!value.isEmpty()) {
                given.put(name, clean(name, value));
            }
        }
        search = read(topics);
    }

    boolean isSound() {
        return errors.isEmpty();
    }

    DeliverySearch search() {
        return search;
    }

    Form form() {
        Map<String, String[]> values = new LinkedHashMap<>();
        given.forEach((name, value) -> values.put(name, new String[] {value}));
        return Form.refused(values, errors);
    }

    /** The filters as an URL's query, each parameter with an ampersand behind it; empty for none. */
    String query() {
        return given.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
    }

    private DeliverySearch read(TopicCatalogue topics) {
        Optional<String> about = value("about");
        Optional<EventId> event = about.flatMap(EventId::parse);
        return new DeliverySearch(
                new DeliveryFilter(states(), topics(topics), Optional.empty(), event, time("from"), time("to")),
                value("code").flatMap(this::codes),
                event.isPresent() ? Optional.empty() : about);
    }

    private Set<State> states() {
        return value("status")
                .map(text -> Arrays.stream(State.values())
                        .filter(state -> state.text().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Problem.badParameter("status", "is none that a delivery can have")))
                .map(Set::of)
                .orElse(Set.of());
    }

    private Set<String> topics(TopicCatalogue topics) {
        Optional<String> type = value("topic");
        if (type.filter(each -> topics.find(each).isEmpty()).isPresent()) {
            throw Problem.badParameter("topic", "is none that there is");
        }
        return type.map(Set::of).orElse(Set.of());
    }

    private Optional<CodeRange> codes(String text) {
        Optional<CodeRange> range = CodeRange.parse(text);
        if (range.isEmpty()) {
            errors.add(new FieldError("code", "must be such as 503, 5xx or none"));
        }
        return range;
    }

    /** A browser's date and time field has no zone: its value is in UTC. */
    private Optional<Instant> time(String name) {
        return value(name).flatMap(text -> {
            try {
                LocalDateTime time =
                        LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
                if (time.getYear() >= 1970 && time.getYear() <= LATEST_YEAR) {
                    return Optional.of(time.toInstant(ZoneOffset.UTC));
                }
            } catch (DateTimeException notATime) {
                // the same answer as for a year beyond all bounds
            }
            errors.add(new FieldError(name, "must be a time such as 2026-01-31T12:00"));
            return Optional.empty();
        });
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private String clean(String name, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(name, "must be a line of at most " + LONGEST + " characters"));
            return "";
        }
        return value;
    }
}
