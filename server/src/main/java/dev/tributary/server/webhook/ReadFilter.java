package dev.tributary.server.webhook;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which deliveries are asked for from query parameters; lists are separated by commas. */
final class ReadFilter {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Map<String, State> STATES =
            Arrays.stream(State.values()).collect(Collectors.toMap(State::text, Function.identity()));

    private final Map<String, String> parameters;
    private final TopicCatalogue topics;

    ReadFilter(Map<String, String> parameters, TopicCatalogue topics) {
        this.parameters = parameters;
        this.topics = topics;
    }

    /**
     * The filter.
     *
     * @throws Problem 400 naming the parameter that can't be read
     */
    DeliveryFilter read() {
        return new DeliveryFilter(
                list("status").stream()
                        .map(text -> Optional.ofNullable(STATES.get(text))
                                .orElseThrow(() -> bad("status", "must be of " + String.join(", ", sorted()))))
                        .collect(Collectors.toUnmodifiableSet()),
                topics("topic"),
                id("webhook", EndpointId::parse),
                id("event", EventId::parse),
                time("since"),
                time("until"));
    }

    /** The topic types in a parameter, all known. */
    Set<String> topics(String name) {
        Set<String> types = new LinkedHashSet<>(list(name));
        for (String type : types) {
            if (topics.find(type).isEmpty()) {
                throw bad(name, "must be topics that GET /api/v1/topics lists");
            }
        }
        return types;
    }

    private List<String> list(String name) {
        return Optional.ofNullable(parameters.get(name)).stream()
                .flatMap(text -> Arrays.stream(text.split(",", 100)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private <T> Optional<T> id(String name, Function<String, Optional<T>> parse) {
        return Optional.ofNullable(parameters.get(name))
                .map(text -> parse.apply(text).orElseThrow(() -> bad(name, "is not the id of one")));
    }

    /** A plus sign of an offset that nobody encoded arrives as a space. */
    private Optional<Instant> time(String name) {
        return Optional.ofNullable(parameters.get(name)).map(text -> {
            try {
                Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
                if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                    return time;
                }
            } catch (DateTimeException notATime) {
                throw badTime(name);
            }
            throw badTime(name);
        });
    }

    private static Problem badTime(String name) {
        return bad(name, "must be a time such as 2026-01-31T12:00:00Z, from 1970 to 9999");
    }

    private static List<String> sorted() {
        return STATES.keySet().stream().sorted().toList();
    }

    private static Problem bad(String name, String message) {
        return Problem.badParameter(name, message);
    }
}
