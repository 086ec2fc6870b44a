package dev.tributary.server.console;

import dev.tributary.server.page.Format;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A replay of many in words. */
final class ReplayWords {
    private static final int MOST_NAMED = 3;

    private ReplayWords() {}

    /** Such as {@code 214 deliveries}, {@code at least 50,000 events}. */
    static String many(ReplayScope scope, ReplayCount count) {
        boolean events = scope instanceof ReplayScope.Missing;
        String noun = count.count() == 1 ? events ? "event" : "delivery" : events ? "events" : "deliveries";
        return (count.exact() ? "" : "at least ") + Format.count(count.count()) + " " + noun;
    }

    /** Such as {@code exhausted, New Conversion, since 14 Feb 2020 18:48:42 UTC}. */
    static String scope(ReplayScope scope, TopicCatalogue topics) {
        List<String> parts = new ArrayList<>();
        switch (scope) {
            case ReplayScope.Selection selection ->
                parts.add(
                        selection.deliveries().size() == 1
                                ? "1 chosen delivery"
                                : Format.count(selection.deliveries().size()) + " chosen deliveries");
            case ReplayScope.Filter filter -> {
                parts.add(filter.states().stream().map(State::text).sorted().collect(Collectors.joining(" or ")));
                parts.addAll(topics(filter.topics(), topics));
                parts.addAll(times(filter.since(), filter.until()));
                filter.codes().ifPresent(codes -> parts.add("answered " + codes.text()));
                filter.subject().ifPresent(subject -> parts.add("about " + subject));
            }
            case ReplayScope.Missing missing -> {
                parts.add("never sent");
                parts.addAll(times(missing.since(), missing.until()));
            }
        }
        return String.join(", ", parts);
    }

    private static List<String> topics(Collection<String> types, TopicCatalogue topics) {
        if (types.isEmpty()) {
            return List.of();
        }
        String named = types.stream()
                .sorted()
                .limit(MOST_NAMED)
                .map(type ->
                        topics.find(type).map(found -> found.topic().label()).orElse(type))
                .collect(Collectors.joining(" or "));
        return List.of(types.size() > MOST_NAMED ? named + " or " + (types.size() - MOST_NAMED) + " more" : named);
    }

    private static List<String> times(Optional<Instant> since, Optional<Instant> until) {
        List<String> times = new ArrayList<>();
        since.ifPresent(time -> times.add("since " + Format.utc(time)));
        until.ifPresent(time -> times.add("before " + Format.utc(time)));
        return times;
    }
}
