package dev.tributary.webhooks.replay;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A scope as columns of a job.
 *
 * @param from the first id of deliveries, or of events, that it may cover
 * @param below the id that it ends before
 */
record Span(
        Walk walk,
        List<DeliveryId> deliveries,
        Set<State> states,
        Set<String> topics,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<CodeRange> codes,
        Optional<String> subject,
        UUID from,
        UUID below) {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /**
     * The columns of this scope.
     *
     * @param next an id greater than those of all deliveries so far
     */
    static Span of(ReplayScope scope, EndpointSettings settings, TopicCatalogue topics, UUID next) {
        return switch (scope) {
            case ReplayScope.Selection selection ->
                new Span(
                        Walk.SELECTION,
                        selection.deliveries(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        FIRST,
                        LAST);
            case ReplayScope.Filter filter -> {
                UUID until = filter.until().map(UuidV7::floor).orElse(next);
                yield new Span(
                        Walk.FILTER,
                        List.of(),
                        filter.states(),
                        filter.topics(),
                        filter.since(),
                        filter.until(),
                        filter.codes(),
                        filter.subject(),
                        filter.since().map(UuidV7::floor).orElse(FIRST),
                        isBefore(until, next) ? until : next);
            }
            case ReplayScope.Missing missing ->
                new Span(
                        Walk.MISSING,
                        List.of(),
                        Set.of(),
                        wanted(settings, topics, missing.topics()),
                        missing.since(),
                        missing.until(),
                        Optional.empty(),
                        Optional.empty(),
                        missing.since().map(UuidV7::floor).orElse(FIRST),
                        missing.until().map(UuidV7::floor).orElse(LAST));
        };
    }

    String[] stateTexts() {
        return states.stream().map(State::text).toArray(String[]::new);
    }

    UUID[] deliveryIds() {
        return deliveries.stream().map(DeliveryId::value).toArray(UUID[]::new);
    }

    private static boolean isBefore(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high < 0
                || (high == 0 && Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0);
    }

    /** The topics that the webhook takes, as the match of a new event has it. */
    private static Set<String> wanted(EndpointSettings settings, TopicCatalogue topics, Collection<String> asked) {
        return topics.definitions().stream()
                .map(definition -> definition.topic())
                .filter(topic ->
                        settings.topics().contains(topic.type()) || (settings.allTopics() && implied(settings, topic)))
                .map(Topic::type)
                .filter(type -> asked.isEmpty() || asked.contains(type))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean implied(EndpointSettings settings, Topic topic) {
        return switch (topic.kind()) {
            case CLASSIC -> true;
            case BUSINESS -> settings.format() == Format.STANDARD;
            case OPERATIONAL -> false;
        };
    }
}
