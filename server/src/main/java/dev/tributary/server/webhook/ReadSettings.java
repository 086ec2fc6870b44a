package dev.tributary.server.webhook;

import dev.tributary.server.api.Fields;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.Signing;
import dev.tributary.webhooks.transport.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a webhook's settings; what a PATCH does not name stays as it was. The engine judges what they say. */
final class ReadSettings {
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final Map<String, Format> FORMATS = byText(Format.values(), Format::text);
    private static final Map<String, Signing> SIGNINGS = byText(Signing.values(), Signing::text);

    private final Fields fields;

    ReadSettings(Fields fields) {
        this.fields = fields;
    }

    /** The settings of a new webhook. */
    EndpointSettings create() {
        EndpointSettings blank = EndpointSettings.forUrl(fields.requiredText("url", LONGEST_URL));
        return over(blank.withTopics(false, List.of()));
    }

    /**
     * The settings after a change; a field that can't be empty may not be null.
     *
     * @param old what stays where nothing is said
     */
    EndpointSettings over(EndpointSettings old) {
        EndpointSettings topics = topics(old);
        return new EndpointSettings(
                given("url") ? fields.requiredText("url", LONGEST_URL) : old.url(),
                fields.has("description")
                        ? fields.text("description", LONGEST_DESCRIPTION).orElse("")
                        : old.description(),
                fields.choice("format", FORMATS).orElse(old.format()),
                topics.allTopics(),
                topics.topics(),
                fields.choice("signing", SIGNINGS).orElse(old.signing()),
                fields.flag("ordered").orElse(old.ordered()),
                fields.has("rate_per_second") ? whole("rate_per_second") : old.ratePerSecond(),
                given("max_in_flight") ? whole("max_in_flight").orElse(0) : old.maxInFlight(),
                given("timeout_seconds") ? whole("timeout_seconds").orElse(0) : old.timeoutSeconds(),
                fields.has("schedule") ? fields.text("schedule", 100) : old.schedule(),
                fields.has("headers") ? headers() : old.headers());
    }

    /** Naming topics ends All Topics, and the other way round; saying both is left to the engine to refuse. */
    private EndpointSettings topics(EndpointSettings old) {
        Optional<List<String>> topics = fields.texts("topics", 100, 100);
        Optional<Boolean> all = fields.flag("all_topics");
        boolean everything = all.orElse(topics.isEmpty() && old.allTopics());
        return old.withTopics(everything, topics.orElse(everything ? List.of() : old.topics()));
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        fields.object("headers").ifPresent(object -> {
            for (String name : object.names()) {
                read(object, name).ifPresent(headers::add);
            }
        });
        return headers;
    }

    /** A hostile name must not come back in the answer's list of errors. */
    private Optional<Header> read(Fields object, String name) {
        if (!name.matches("[\\x21-\\x7e]{1,100}")) {
            fields.error("headers", "has a name that is not letters, digits and hyphens, at most 100");
            object.skip(name);
            return Optional.empty();
        }
        return object.verbatim(name, 5_000).map(value -> new Header(name, value));
    }

    private boolean given(String name) {
        if (fields.isNull(name)) {
            fields.error(name, "must not be null");
            return false;
        }
        return fields.has(name);
    }

    private Optional<Integer> whole(String name) {
        return fields.whole(name).map(number -> (int) Math.clamp(number, -1L, 1_000_000L));
    }

    private static <T> Map<String, T> byText(T[] values, Function<T, String> text) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T value : values) {
            map.put(text.apply(value), value);
        }
        return map;
    }
}
