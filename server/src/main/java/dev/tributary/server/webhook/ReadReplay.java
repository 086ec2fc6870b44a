package dev.tributary.server.webhook;

import dev.tributary.server.api.Fields;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is to be sent again. */
final class ReadReplay {
    private static final List<String> NAMES = List.of("status", "topics", "since", "until", "code", "subject");
    private static final List<String> OF_DELIVERIES = List.of("status", "code", "subject");
    private static final String STATES =
            Arrays.stream(State.values()).map(State::text).collect(Collectors.joining(", "));

    private final Fields fields;
    private final TopicCatalogue topics;

    ReadReplay(Fields fields, TopicCatalogue topics) {
        this.fields = fields;
        this.topics = topics;
    }

    /**
     * The scope; nothing else may be in the object by then.
     *
     * @throws dev.tributary.server.api.Problem 422 naming every field that can't be accepted
     */
    ReplayScope read() {
        Set<State> states = states();
        Set<String> types = types();
        Optional<Instant> since = fields.time("since");
        Optional<Instant> until = fields.time("until");
        Optional<CodeRange> codes = codes();
        Optional<String> subject = fields.text("subject", 200);
        boolean missing = fields.flag("missing").orElse(false);
        Optional<List<DeliveryId>> named = deliveries();
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            fields.error("until", "must be after since");
        }
        check(missing, named.isPresent());
        fields.done();
        if (named.isPresent()) {
            return new ReplayScope.Selection(named.get());
        }
        if (missing) {
            return new ReplayScope.Missing(types, since, until);
        }
        return new ReplayScope.Filter(
                states.isEmpty() ? ReplayScope.Filter.UNSUCCESSFUL : states, types, since, until, codes, subject);
    }

    private void check(boolean missing, boolean named) {
        List<String> given = NAMES.stream().filter(this::isGiven).toList();
        if (named && (missing || !given.isEmpty())) {
            fields.error("deliveries", "name deliveries or give a filter, not both");
        } else if (missing) {
            given.stream()
                    .filter(OF_DELIVERIES::contains)
                    .forEach(name ->
                            fields.error(name, "what was never sent has none: leave it out, or leave out missing"));
        } else if (!named && given.isEmpty() && !isGiven("deliveries")) {
            fields.error("status", "say what to replay: status, topics, since or until, missing, or deliveries");
        }
    }

    private boolean isGiven(String name) {
        return fields.has(name) && !fields.isNull(name);
    }

    private Set<State> states() {
        Set<State> states = new LinkedHashSet<>();
        for (String text : fields.words("status", 20, 40).orElse(List.of())) {
            Optional<State> state =
                    Stream.of(State.values()).filter(s -> s.text().equals(text)).findFirst();
            state.ifPresentOrElse(states::add, () -> fields.error("status", "must be of " + STATES));
        }
        return states;
    }

    private Optional<CodeRange> codes() {
        return fields.text("code", 20).flatMap(text -> {
            Optional<CodeRange> range = CodeRange.parse(text);
            if (range.isEmpty()) {
                fields.error("code", "must be such as 503, 5xx or none");
            }
            return range;
        });
    }

    private Set<String> types() {
        Set<String> types = new LinkedHashSet<>(fields.words("topics", 100, 100).orElse(List.of()));
        if (types.stream().anyMatch(type -> topics.find(type).isEmpty())) {
            fields.error("topics", "must be topics that GET /api/v1/topics lists");
        }
        return types;
    }

    private Optional<List<DeliveryId>> deliveries() {
        return fields.words("deliveries", ReplayScope.MOST_SELECTED, 60).map(texts -> {
            List<DeliveryId> ids = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                Optional<DeliveryId> id = DeliveryId.parse(texts.get(i));
                if (id.isEmpty()) {
                    fields.error("deliveries[" + i + "]", "is not the id of a delivery");
                }
                id.ifPresent(ids::add);
            }
            if (texts.isEmpty()) {
                fields.error("deliveries", "must name from 1 to " + ReplayScope.MOST_SELECTED + " deliveries");
            }
            return List.copyOf(ids);
        });
    }
}
